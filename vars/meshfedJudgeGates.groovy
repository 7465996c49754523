// Generated from the command judge-gates: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'judge-gates',
        keys: ['allowExec', 'caFile', 'concurrency', 'confirm', 'confirmFile', 'connectTo', 'expectStatus', 'federation', 'header', 'logLevel', 'maxAge', 'mesh', 'peering', 'planDigest', 'qps', 'rate', 'requestTimeout', 'route', 'timeout', 'url', 'verbose', 'wait'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'readings', 'verdict'],
        args: args)
}
