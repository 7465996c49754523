// Generated from the command promotion-history: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'promotion-history',
        keys: ['allowExec', 'federation', 'logLevel', 'mesh', 'peering', 'qps', 'service', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'episodes', 'exit-code'],
        args: args)
}
