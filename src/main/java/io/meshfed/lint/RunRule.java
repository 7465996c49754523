package io.meshfed.lint;

/** What is admitted, and fails on the API server or when a run starts. */
enum RunRule implements Rule {
    FIELD_CASE(
            Severity.ERROR,
            "Write it as Tekton does: its webhook lets it pass, the API server drops it."),
    UNQUOTED(Severity.ERROR, "Quote it; an API server takes no number or truth value for text."),
    MISSING_FIELD(Severity.ERROR, "Add it; Tekton's CRDs ask for it."),
    PARAM_CASE(
            Severity.ERROR,
            "Rename one: a run cannot give both, it compares names without regard to case."),
    UNRESOLVED_PARAM(Severity.ERROR, "Declare it under params, or correct the name."),
    UNRESOLVED_WORKSPACE(
            Severity.ERROR,
            "Declare it under workspaces, or correct the name; a StepAction gets paths as params."),
    UNRESOLVED_RESULT(Severity.ERROR, "Declare it under results, or correct the name."),
    UNRESOLVED_STEP_RESULT(
            Severity.ERROR, "Read results that an earlier step of this Task declares."),
    RESULT_WITHOUT_STEP(Severity.ERROR, "Name a step of this Task and a result that it declares."),
    NEGATIVE_RETRIES(Severity.ERROR, "Write 0 or more."),
    TASK_TIMEOUT(Severity.ERROR, "Let a task end before the run does."),
    MISSING_PARAM(
            Severity.ERROR, "Give it under params, or give it a default where it is declared."),
    UNDECLARED_PARAM(Severity.ERROR, "Remove it, or correct its name."),
    PARAM_MISMATCH(Severity.ERROR, "Give a value of the type that is declared."),
    MISSING_WORKSPACE(
            Severity.ERROR, "Bind it under workspaces, or make it optional where it is declared."),
    UNDECLARED_BINDING(Severity.ERROR, "Remove it, or correct its name."),
    UNKNOWN_TASK_RESULT(
            Severity.ERROR, "Read a result that the Task declares, or declare it there."),
    MISSING_RESOURCE(
            Severity.WARNING, "Name its file too, so that what is passed to it can be checked."),
    DUPLICATE_RESOURCE(Severity.WARNING, "The last one applied wins on a cluster; rename one.");

    private final Severity severity;
    private final String remedy;

    RunRule(Severity severity, String remedy) {
        this.severity = severity;
        this.remedy = remedy;
    }

    @Override
    public Authority authority() {
        return Authority.RUN;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
