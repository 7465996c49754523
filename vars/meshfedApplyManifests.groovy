// Generated from the command apply-manifests: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'apply-manifests',
        keys: ['allowExec', 'applyset', 'applysetNamespace', 'cluster', 'dryRun', 'federation', 'holder', 'lockWait', 'logLevel', 'manifests', 'mesh', 'namespace', 'noPrune', 'noWait', 'peering', 'qps', 'release', 'root', 'takeBack', 'timeout', 'verbose', 'withContents'],
        required: [],
        results: ['applied', 'changed', 'class', 'exit-code', 'pruned'],
        args: args)
}
