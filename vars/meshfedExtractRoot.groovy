// Generated from the command extract-root: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'extract-root',
        keys: ['allowExec', 'federation', 'logLevel', 'mesh', 'peering', 'qps', 'timeout', 'to', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'fingerprints'],
        args: args)
}
