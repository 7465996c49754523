// Generated from the command probe-service: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'probe-service',
        keys: ['service', 'allowExec', 'caFile', 'concurrency', 'connectTo', 'expect', 'expectStatus', 'federation', 'for', 'header', 'logLevel', 'maxP99', 'mesh', 'minSuccess', 'path', 'peering', 'qps', 'rate', 'requestTimeout', 'requests', 'route', 'timeout', 'url', 'verbose'],
        required: ['service'],
        results: ['changed', 'class', 'distribution', 'exit-code', 'success-rate'],
        args: args)
}
