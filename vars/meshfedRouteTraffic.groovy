// Generated from the command route-traffic: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'route-traffic',
        keys: ['pattern', 'service', 'allowExec', 'dryRun', 'federation', 'holder', 'host', 'lockWait', 'logLevel', 'mesh', 'mirrorPercent', 'peering', 'qps', 'region', 'release', 'syncPeriod', 'takeBack', 'timeout', 'to', 'verbose', 'weight'],
        required: ['pattern', 'service'],
        results: ['changed', 'class', 'exit-code', 'pattern', 'previous-pattern'],
        args: args)
}
