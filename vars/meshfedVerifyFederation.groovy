// Generated from the command verify-federation: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'verify-federation',
        keys: ['allowExec', 'federation', 'holder', 'interval', 'lockWait', 'logLevel', 'mesh', 'peering', 'qps', 'release', 'restartIstiod', 'samples', 'syncPeriod', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'failed', 'verified'],
        args: args)
}
