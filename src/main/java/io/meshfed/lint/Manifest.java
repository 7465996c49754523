package io.meshfed.lint;

import java.util.List;

/**
 * One document of a file that Tekton reads.
 *
 * @param type the kind, as {@link Shapes} names it
 * @param name empty when the cluster makes one
 */
record Manifest(String type, String name, Value root, Findings findings) {

    static final String TASK = "Task";
    static final String STEP_ACTION = "StepAction";
    static final String PIPELINE = "Pipeline";
    static final String TASK_RUN = "TaskRun";
    static final String PIPELINE_RUN = "PipelineRun";

    static final List<String> TYPES = List.of(TASK, STEP_ACTION, PIPELINE, TASK_RUN, PIPELINE_RUN);

    Value spec() {
        return root.at("spec");
    }

    boolean is(String kind) {
        return type.equals(kind);
    }
}
