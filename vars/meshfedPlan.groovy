// Generated from the command plan: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'plan',
        keys: ['allowExec', 'allowExpiring', 'federation', 'logLevel', 'mesh', 'mode', 'peering', 'qps', 'sharedRoot', 'takeBack', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code'],
        args: args)
}
