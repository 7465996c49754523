package io.meshfed.cli;

import io.meshfed.tekton.RunState;
import io.meshfed.tekton.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run as a table with a line per task. */
final class RunTable {

    private RunTable() {}

    static List<String> lines(RunState run, Instant now, Style style) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (TaskState task : run.tasks()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("task", task.name());
            row.put("taskRun", task.taskRun());
            row.put("status", task.phase().label());
            row.put("finally", task.last() ? "yes" : "");
            row.put("took", RunTree.took(task.span(), now));
            row.put("retries", task.retries() == 0 ? "" : String.valueOf(task.retries()));
            row.put("why", why(task));
            rows.add(row);
        }
        return rows.isEmpty() ? RunTree.lines(run, now, style) : Table.of(rows, style);
    }

    private static String why(TaskState task) {
        return switch (task.phase()) {
            case FAILED, CANCELLED, TIMED_OUT, SKIPPED -> RunTree.what(task);
            default -> "";
        };
    }
}
