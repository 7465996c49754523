// Generated from the command verify-access: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'verify-access',
        keys: ['allowExec', 'federation', 'logLevel', 'mesh', 'peering', 'qps', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code'],
        args: args)
}
