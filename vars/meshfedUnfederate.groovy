// Generated from the command unfederate: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'unfederate',
        keys: ['allowExec', 'applysetNamespace', 'dryRun', 'everything', 'federation', 'holder', 'lockWait', 'logLevel', 'mesh', 'peering', 'qps', 'release', 'settle', 'takeBack', 'timeout', 'verbose', 'withContents', 'yesProduction'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'lingering-trust'],
        args: args)
}
