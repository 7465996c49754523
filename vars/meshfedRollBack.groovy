// Generated from the command roll-back: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'roll-back',
        keys: ['allowExec', 'caFile', 'concurrency', 'confirm', 'confirmFile', 'connectTo', 'expectStatus', 'federation', 'header', 'holder', 'lockWait', 'logLevel', 'maxAge', 'mesh', 'onlyOwn', 'peering', 'qps', 'rate', 'release', 'requestTimeout', 'rollbackTimeout', 'route', 'service', 'syncPeriod', 'timeout', 'url', 'verbose', 'wait'],
        required: [],
        results: ['PLAN_DIGEST', 'changed', 'class', 'exit-code', 'verdict'],
        args: args)
}
