// Generated from the command federate: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'federate',
        keys: ['allowExec', 'allowExpiring', 'dryRun', 'federation', 'holder', 'interval', 'lockWait', 'logLevel', 'mesh', 'mode', 'peering', 'qps', 'release', 'restartIstiod', 'samples', 'sharedRoot', 'syncPeriod', 'takeBack', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'failed', 'trust-fingerprint', 'verified'],
        args: args)
}
