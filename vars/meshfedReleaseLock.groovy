// Generated from the command release-lock: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'release-lock',
        keys: ['holder', 'allowExec', 'federation', 'logLevel', 'mesh', 'peering', 'qps', 'timeout', 'verbose'],
        required: ['holder'],
        results: ['changed', 'class', 'exit-code', 'released'],
        args: args)
}
