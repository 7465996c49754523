// Generated from the command export-services: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'export-services',
        keys: ['allowExec', 'dryRun', 'federation', 'holder', 'lockWait', 'logLevel', 'mesh', 'peering', 'qps', 'release', 'takeBack', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code'],
        args: args)
}
