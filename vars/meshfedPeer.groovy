// Generated from the command peer: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'peer',
        keys: ['allowExec', 'dryRun', 'federation', 'holder', 'lockWait', 'logLevel', 'mesh', 'peering', 'qps', 'release', 'takeBack', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code'],
        args: args)
}
