package io.meshfed.pipelinerun;

import java.util.List;
import java.util.Map;

/**
 * How a TaskRun ended.
 *
 * @param attempts more than one when it was retried
 */
record TaskEnd(
        boolean good,
        String reason,
        Map<String, String> results,
        List<StepEnd> steps,
        int attempts) {

    static final String SUCCEEDED = "Succeeded";
    static final String FAILED = "Failed";

    static TaskEnd failed(String reason) {
        return new TaskEnd(false, reason, Map.of(), List.of(), 1);
    }

    TaskEnd after(int tries) {
        return new TaskEnd(good, reason, results, steps, tries);
    }

    /** Of the first step that failed; 0 when none did. */
    int exitCode() {
        return steps.stream()
                .filter(step -> !step.good())
                .mapToInt(StepEnd::exitCode)
                .findFirst()
                .orElse(0);
    }
}
