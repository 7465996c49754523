// Generated from the command promote: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'promote',
        keys: ['allowExec', 'approval', 'approver', 'caFile', 'concurrency', 'confirm', 'confirmFile', 'connectTo', 'evidenceTtl', 'expectStatus', 'expectedPlanDigest', 'federation', 'giveUpAfter', 'header', 'holder', 'lockWait', 'logLevel', 'maxAge', 'mesh', 'override', 'pauseAfter', 'peering', 'qps', 'rate', 'readyTimeout', 'release', 'requestTimeout', 'resume', 'rollbackTimeout', 'route', 'stagingConnectTo', 'stagingRoute', 'stagingUrl', 'syncPeriod', 'timeout', 'url', 'verbose', 'wait'],
        required: [],
        results: ['IMAGES', 'PLAN_DIGEST', 'changed', 'class', 'exit-code', 'verdict'],
        args: args)
}
