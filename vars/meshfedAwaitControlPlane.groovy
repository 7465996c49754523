// Generated from the command await-control-plane: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'await-control-plane',
        keys: ['allowExec', 'federation', 'logLevel', 'mesh', 'peering', 'qps', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code'],
        args: args)
}
