// Generated from the command validate: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'validate',
        keys: ['federation', 'logLevel', 'mesh', 'peering', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'federation-sha256'],
        args: args)
}
