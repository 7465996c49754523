// Generated from the command import-services: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'import-services',
        keys: ['allowExec', 'dryRun', 'federation', 'holder', 'lockWait', 'logLevel', 'mesh', 'peering', 'qps', 'release', 'takeBack', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code'],
        args: args)
}
