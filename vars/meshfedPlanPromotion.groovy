// Generated from the command plan-promotion: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'plan-promotion',
        keys: ['allowDiff', 'allowExec', 'expectedPlanDigest', 'federation', 'logLevel', 'mesh', 'peering', 'qps', 'timeout', 'verbose'],
        required: [],
        results: ['changed', 'class', 'exit-code', 'outcome', 'plan-digest', 'summary'],
        args: args)
}
