// Starts a PipelineRun and follows it to its end, which is the end of this step too. Keys are options of 'meshfed pipeline start'.
def call(Map args = [:]) {
    return meshfedStep(
        command: 'pipeline start',
        argument: 'pipeline',
        keys: ['allowExec', 'context', 'finallyTimeout', 'logLevel', 'namespace', 'param', 'pipeline', 'pipelineTimeout', 'qps', 'serviceaccount', 'tasksTimeout', 'timeout', 'verbose', 'workspace'],
        required: ['pipeline'],
        results: ['changed', 'class', 'exit-code', 'pipeline-run'],
        always: [follow: true],
        args: args)
}
