// Generated from the command failover-drill: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'failover-drill',
        keys: ['service', 'allowExec', 'caFile', 'connectTo', 'dryRun', 'expectStatus', 'federation', 'header', 'holder', 'host', 'lockWait', 'logLevel', 'maxLost', 'maxSeconds', 'mesh', 'path', 'patience', 'peering', 'picture', 'qps', 'rate', 'region', 'release', 'requestTimeout', 'restore', 'route', 'steady', 'syncPeriod', 'takeBack', 'timeout', 'to', 'url', 'verbose', 'workload', 'yesProduction'],
        required: ['service'],
        results: ['changed', 'class', 'exit-code', 'failover-seconds', 'verdict'],
        args: args)
}
