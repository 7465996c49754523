// Generated from the command unpeer: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'unpeer',
        keys: ['allowExec', 'dryRun', 'federation', 'holder', 'lockWait', 'logLevel', 'mesh', 'peering', 'qps', 'release', 'settle', 'takeBack', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'lingering-trust'],
        args: args)
}
