package io.meshfed.pipelinerun;

import java.util.Map;

/**
 * How a PipelineRun ended.
 *
 * @param reason of its condition {@code Succeeded}
 * @param tasks TaskRuns by task, {@code finally} included
 * @param skipped tasks that were not run, with the reason
 */
record RunEnd(
        boolean good,
        String reason,
        Map<String, TaskEnd> tasks,
        Map<String, String> skipped,
        Map<String, String> results) {

    static RunEnd refused(String reason) {
        return new RunEnd(false, reason, Map.of(), Map.of(), Map.of());
    }

    TaskEnd task(String name) {
        TaskEnd end = tasks.get(name);
        if (end == null) {
            throw new AssertionError("'%s' was not run: %s".formatted(name, skipped));
        }
        return end;
    }
}
