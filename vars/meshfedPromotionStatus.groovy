// Generated from the command promotion-status: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'promotion-status',
        keys: ['allowExec', 'federation', 'holder', 'logLevel', 'mesh', 'peering', 'qps', 'service', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'open', 'verdict'],
        args: args)
}
