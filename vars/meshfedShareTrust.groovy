// Generated from the command share-trust: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'share-trust',
        keys: ['allowExec', 'allowExpiring', 'dryRun', 'federation', 'holder', 'lockWait', 'logLevel', 'mesh', 'mode', 'peering', 'qps', 'release', 'sharedRoot', 'takeBack', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'trust-fingerprint'],
        args: args)
}
