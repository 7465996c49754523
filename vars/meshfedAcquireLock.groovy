// Generated from the command acquire-lock: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'acquire-lock',
        keys: ['holder', 'allowExec', 'federation', 'keep', 'lockWait', 'logLevel', 'mesh', 'peering', 'qps', 'timeout', 'ttl', 'verbose'],
        required: ['holder'],
        results: ['changed', 'class', 'exit-code', 'expires', 'holder'],
        args: args)
}
