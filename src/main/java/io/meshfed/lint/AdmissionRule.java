package io.meshfed.lint;

/** What Tekton's admission webhook refuses: read from its validation, v1.15.0, default settings. */
enum AdmissionRule implements Rule {
    YAML("Correct the YAML; an editor shows the place."),
    DUPLICATE_KEY("Keep one of the two."),
    UNKNOWN_FIELD("Remove it, or correct its name or its indentation."),
    WRONG_TYPE("See the field in Tekton's reference of the API."),
    NOT_SERVED("Use tekton.dev/v1; StepAction is tekton.dev/v1beta1."),
    RESOURCE_NAME("Use lower case letters, digits and hyphens, at most 63."),
    PARAM_NAME(
            "Begin with a letter or an underscore; then letters, digits, _ - and, in strings and arrays, dots."),
    DUPLICATE_PARAM("Give every param once."),
    PARAM_TYPE("Types are string, array and object."),
    PARAM_DEFAULT("Write a default of the param's own type."),
    OBJECT_PROPERTIES("List the keys under properties, each of type string."),
    UNKNOWN_PARAM("Declare it under params, or correct the name."),
    UNKNOWN_KEY("Declare the key under the param's properties, or correct it."),
    ARRAY_USE(
            "An array stands alone as a whole element of command or args: \"$(params.name[*])\"."),
    OBJECT_USE("Name one key: $(params.name.key)."),
    NO_STEPS("Add a step."),
    STEP_NAME("Use lower case letters, digits and hyphens, at most 63."),
    DUPLICATE_STEP("Give every step a name of its own."),
    STEP_IMAGE("Name an image, or refer to a StepAction."),
    STEP_REF_FIELD("Remove it: the StepAction brings it."),
    STEP_PARAMS("Params of a step belong to a ref; remove them."),
    SCRIPT_AND_COMMAND("Keep one of the two; command with args needs no shell."),
    STEP_ON_ERROR("Write continue or stopAndFail."),
    NEGATIVE_TIMEOUT("Write a duration of 0s or more."),
    MOUNT_PATH("Mount elsewhere; of /tekton only /tekton/home is free."),
    MOUNT_NAME("Choose a name that does not begin with tekton-internal-."),
    DUPLICATE_VOLUME("Give every volume a name of its own."),
    DUPLICATE_WORKSPACE("Give every workspace once, under a name of its own."),
    WORKSPACE_MOUNT("Mount the workspace or the volume elsewhere."),
    UNDECLARED_WORKSPACE("Declare it under workspaces, or correct the name."),
    SIDECAR(
            "A sidecar has an image, script or command but not both, and not the name tekton-log-results."),
    CONTEXT_VARIABLE("See Tekton's list of variables for the names that exist."),
    STEP_RESULT_PLACE("Read results of steps in env, command, args or when only."),
    SCRIPT_RESULT("Declare it under results, or correct the name."),
    RESULT_NAME("Use letters, digits, - _ and dots; begin and end with a letter or digit."),
    RESULT_TYPE("Types are string, array and object; an object has properties of type string."),
    RESULT_VALUE("Write $(steps.<step>.results.<result>)."),
    ALPHA_FEATURE("Do without: a cluster with Tekton's default settings refuses it."),
    STEPACTION_SCRIPT("Hand the param over in env or args."),
    STEPACTION_MOUNT("Let a string param name the volume: \"$(params.volume)\"."),
    REF("Give a name, or a resolver with its params, not both."),
    WHEN("Give input, operator (in or notin) and at least one of values."),
    EMPTY_PIPELINE("Add a task."),
    TASK_NAME("Use lower case letters, digits and hyphens, at most 63."),
    DUPLICATE_TASK("Give every task of tasks and finally a name of its own."),
    TASK_REF_OR_SPEC("Give exactly one of taskRef and taskSpec."),
    CUSTOM_TASK("Give apiVersion as group/version and kind; for a Task give neither."),
    TASK_ON_ERROR("Write continue or stopAndFail."),
    CONTINUE_WITH_RETRIES("Drop retries, or stop on an error."),
    UNKNOWN_TASK("Correct the name, or add the task to this pipeline."),
    CYCLE("Break the circle: runAfter, results and when make the order."),
    FINALLY_RUN_AFTER(
            "Remove runAfter: tasks of finally run at once; put what needs an order into the steps of one Task."),
    FINALLY_ALONE("Add tasks that come before."),
    FINALLY_RESULT("Read results of tasks only; tasks of finally run side by side."),
    STATUS_IN_TASKS("Read it in finally: before, it is not known."),
    STATUS_OF_UNKNOWN_TASK("Correct the name of the task."),
    PIPELINE_RESULT("Write $(tasks.<task>.results.<result>)."),
    VARIABLE_PREFIX(
            "Begin with params, tasks, finally, context, workspaces or results; write a shell's variable as ${NAME}."),
    MATRIX_SIZE("Make it smaller: 256 combinations at most."),
    MATRIX_AND_PARAMS("Give the param in one of the two."),
    MATRIX_RESULT("Read all of them at once: $(tasks.<task>.results.<result>[*])."),
    RUN_REF_OR_SPEC("Give exactly one of the two."),
    RUN_TIMEOUTS("Give timeouts.pipeline, and let tasks and finally together be no longer."),
    RUN_STATUS("Leave status away when a run is to start at once."),
    RUN_RESULT_PARAM("Results exist inside of a pipeline only; write the value."),
    RUN_RETRIES("Write 0 or more."),
    STEP_SPECS("Name every step once; give computeResources for the Task or per step."),
    WORKSPACE_BINDING(
            "Give one source, whole: persistentVolumeClaim, volumeClaimTemplate, emptyDir, configMap, secret, projected or csi.");

    private final String remedy;

    AdmissionRule(String remedy) {
        this.remedy = remedy;
    }

    @Override
    public Authority authority() {
        return Authority.ADMISSION;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
