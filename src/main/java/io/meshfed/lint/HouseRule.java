package io.meshfed.lint;

/** What we ask of our own catalog. */
enum HouseRule implements Rule {
    METADATA("docs/lint.md lists the labels and annotations of a catalog entry."),
    NAME("Name it meshfed-<sub-command>."),
    VERSION("Regenerate the file: ./meshfed generate."),
    DESCRIPTION("Say in one line what it is for; no full stop at its end."),
    SCRIPT("Call the program with command and args: no shell, nothing to inject into."),
    COMMAND(
            "Give command with an absolute path: else the controller asks the registry for the entrypoint."),
    IMAGE("Write registry/name:tag@sha256:<64 hex digits>."),
    SECURITY("Complete the security context; docs/lint.md shows the whole block."),
    RESOURCES("Request the memory that is the limit; give no cpu limit, it slows the start."),
    SECRET_ENV("Bind the Secret as a read-only workspace: variables are visible in the pod."),
    UNUSED_PARAM("Remove it, or hand it to the program."),
    OPTION("Correct it; 'meshfed COMMAND --help' lists the options."),
    RESULT_ARGUMENT("Add --result=<name>=$(results.<name>.path) to args."),
    RESULT_SIZE("Declare fewer or smaller results: 1 KiB for all of a Task, 256 bytes for one."),
    WORKSPACE_WRITABLE("Say readOnly: true; only the workspace output is written to."),
    FINALLY_COUNT("Make the tasks the steps of one Task: tasks of finally run side by side."),
    FINALLY_RESULT(
            "Read a status or a file: a task of finally that reads a missing result is skipped."),
    RETRIES("Drop retries: a second run of the step is not known to be safe."),
    TASK_TIMEOUT("Give every task of a pipeline a timeout."),
    SHORT_TIMEOUT(
            "Give the program's own --timeout 30 s to end first: Tekton kills without a word.");

    private final String remedy;

    HouseRule(String remedy) {
        this.remedy = remedy;
    }

    @Override
    public Authority authority() {
        return Authority.HOUSE;
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
