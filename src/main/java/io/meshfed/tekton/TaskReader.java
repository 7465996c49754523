package io.meshfed.tekton;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what Tekton reports of one TaskRun, or of the CustomRun that stands for one. */
final class TaskReader {

    private final String name;
    private final String taskRun;
    private final Map<String, Object> tree;

    /**
     * @param tree empty when Tekton has made it and we have not seen it yet
     */
    TaskReader(String name, String taskRun, Map<String, Object> tree) {
        this.name = name;
        this.taskRun = taskRun;
        this.tree = tree;
    }

    TaskState state(boolean last, boolean tolerated) {
        Map<String, Object> condition = condition(tree);
        return new TaskState(
                name,
                taskRun,
                last,
                tolerated,
                phase(condition),
                RunReader.text(condition, "reason"),
                RunReader.text(condition, "message"),
                span(Trees.object(tree.get("status"))),
                attempts(),
                results(Trees.objects(tree, "status", "results")));
    }

    private static Phase phase(Map<String, Object> condition) {
        String reason = RunReader.text(condition, "reason");
        return switch (RunReader.text(condition, "status")) {
            case "True" -> Phase.SUCCEEDED;
            case "False" ->
                    switch (reason) {
                        case "TaskRunCancelled", "CustomRunCancelled" -> Phase.CANCELLED;
                        case "TaskRunTimeout", "CustomRunTimedOut" -> Phase.TIMED_OUT;
                        default -> Phase.FAILED;
                    };
            default ->
                    switch (reason) {
                        case "Running" -> Phase.RUNNING;
                        case "ToBeRetried" -> Phase.RETRYING;
                        default -> Phase.PENDING;
                    };
        };
    }

    private List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        Map<String, Object> before = Map.of();
        for (Map<String, Object> failed : Trees.objects(tree, "status", "retriesStatus")) {
            attempts.add(new Attempt(RunReader.text(failed, "podName"), steps(failed), true));
            before = failed;
        }
        Map<String, Object> status = Trees.object(tree.get("status"));
        String pod = RunReader.text(status, "podName");
        boolean over = phase(condition(tree)).over();
        // Between two tries the steps shown are still those of the last one: at first without a
        // pod, then beside the new pod, until its containers are made.
        boolean between =
                !before.isEmpty() && (pod.isEmpty() || !over && showsStepsOf(before, status));
        attempts.add(new Attempt(pod, between ? List.of() : steps(status), over));
        return attempts;
    }

    private static boolean showsStepsOf(Map<String, Object> before, Map<String, Object> status) {
        List<Object> ends = ends(before);
        return ends(status).stream().anyMatch(ends::contains);
    }

    private static List<Object> ends(Map<String, Object> status) {
        return Trees.objects(status, "steps").stream()
                .map(step -> step.get("terminated"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<StepState> steps(Map<String, Object> status) {
        List<StepState> steps = new ArrayList<>();
        for (Map<String, Object> step : Trees.objects(status, "steps")) {
            steps.add(step(step));
        }
        return steps;
    }

    private static StepState step(Map<String, Object> step) {
        String name = RunReader.text(step, "name");
        String container = RunReader.text(step, "container");
        Map<String, Object> ended = Trees.object(step.get("terminated"));
        Map<String, Object> running = Trees.object(step.get("running"));
        int code = ended.get("exitCode") instanceof Number number ? number.intValue() : 0;
        String reason = RunReader.text(step, "terminationReason");
        return new StepState(
                name,
                container.isEmpty() ? "step-" + name : container,
                phase(ended, !running.isEmpty(), reason),
                code,
                reason.isEmpty() ? RunReader.text(ended, "reason") : reason,
                ended.isEmpty()
                        ? new Span(RunReader.text(running, "startedAt"), "")
                        : new Span(
                                RunReader.text(ended, "startedAt"),
                                RunReader.text(ended, "finishedAt")),
                results(Trees.objects(step, "results")));
    }

    private static Phase phase(Map<String, Object> ended, boolean running, String reason) {
        if (ended.isEmpty()) {
            return running ? Phase.RUNNING : Phase.WAITING;
        }
        String why = reason.isEmpty() ? RunReader.text(ended, "reason") : reason;
        boolean zero = ended.get("exitCode") instanceof Number code && code.intValue() == 0;
        return switch (why) {
            // After a failed step Tekton ends those behind it with code 1.
            case "Skipped" -> Phase.SKIPPED;
            case "TaskRunCancelled", "Cancelled" -> Phase.CANCELLED;
            case "TaskRunTimeout", "TimeoutExceeded" -> Phase.TIMED_OUT;
            default -> zero ? Phase.SUCCEEDED : Phase.FAILED;
        };
    }

    static Map<String, Object> condition(Map<String, Object> tree) {
        return Trees.objects(tree, "status", "conditions").stream()
                .filter(condition -> "Succeeded".equals(condition.get("type")))
                .findFirst()
                .orElse(Map.of());
    }

    static Span span(Map<String, Object> status) {
        return new Span(
                RunReader.text(status, "startTime"), RunReader.text(status, "completionTime"));
    }

    static SortedMap<String, String> results(List<Map<String, Object>> results) {
        SortedMap<String, String> byName = new TreeMap<>();
        for (Map<String, Object> result : results) {
            byName.put(RunReader.text(result, "name"), value(result.get("value")));
        }
        return byName;
    }

    /** An array as a list with commas, an object as {@code key: value} with commas. */
    private static String value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return Trees.object(map).entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TaskReader::value).collect(Collectors.joining(", "));
        }
        return value == null ? "" : String.valueOf(value);
    }
}
