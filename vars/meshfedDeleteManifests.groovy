// Generated from the command delete-manifests: ./meshfed generate
def call(Map args = [:]) {
    return meshfedStep(
        command: 'delete-manifests',
        keys: ['allowExec', 'applyset', 'applysetNamespace', 'cluster', 'dryRun', 'federation', 'holder', 'lockWait', 'logLevel', 'manifests', 'mesh', 'namespace', 'noWait', 'peering', 'qps', 'release', 'root', 'takeBack', 'timeout', 'verbose', 'withContents'],
        required: [],
        results: ['changed', 'class', 'deleted', 'exit-code'],
        args: args)
}
