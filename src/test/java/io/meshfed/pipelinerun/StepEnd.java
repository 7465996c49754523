package io.meshfed.pipelinerun;

/** How a container ended: what {@code status.steps[].terminated} shows. */
record StepEnd(String step, int exitCode, String reason) {

    static final String COMPLETED = "Completed";
    static final String ERROR = "Error";
    static final String TIMEOUT = "StepTimeout";
    static final String SKIPPED = "Skipped";
    static final String CONTINUED = "Continued";

    static StepEnd of(String step, int exitCode) {
        return new StepEnd(step, exitCode, exitCode == 0 ? COMPLETED : ERROR);
    }

    boolean good() {
        return reason.equals(COMPLETED) || reason.equals(SKIPPED) || reason.equals(CONTINUED);
    }
}
