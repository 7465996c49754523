// Generated from the command scale-workload: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'scale-workload',
        keys: ['replicas', 'workload', 'allowExec', 'dryRun', 'federation', 'holder', 'lockWait', 'logLevel', 'mesh', 'peering', 'qps', 'release', 'takeBack', 'timeout', 'verbose', 'yesProduction'],
        required: ['replicas', 'workload'],
        results: ['changed', 'class', 'exit-code', 'previous-replicas'],
        args: args)
}
