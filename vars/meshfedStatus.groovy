// Generated from the command status: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'status',
        keys: ['allowExec', 'federation', 'logLevel', 'mesh', 'peering', 'qps', 'syncPeriod', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code'],
        args: args)
}
