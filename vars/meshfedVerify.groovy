// As two stages: what would stop the second is seen in the first. Keys and results are those of meshfedVerifyFederation.
def call(Map args = [:]) {
    Map results = [:]
    stage('Verify access') {
        meshfedVerifyAccess(args.subMap(['allowExec', 'archive', 'federation', 'image', 'junit', 'kubeconfigCredentialsId', 'launcher',
            'limitMinutes', 'logLevel', 'mesh', 'peering', 'timeout', 'tool', 'verbose']))
    }
    stage('Verify federation') {
        results = meshfedVerifyFederation(args)
    }
    return results
}
