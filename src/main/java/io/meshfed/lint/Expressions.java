package io.meshfed.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The inside of {@code $(…)} in pipelines, where results and statuses of tasks are read. */
final class Expressions {

    static final Set<String> PREFIXES =
            Set.of("params", "tasks", "finally", "context", "workspaces", "results");

    private static final Pattern EXPRESSION =
            Pattern.compile(
                    "\\$\\(([_a-zA-Z0-9.-]+(?:\\.[_a-zA-Z0-9.-]+)*(?:\\[(?:[0-9]+|\\*)])?)\\)");

    /**
     * The result of a task of a pipeline.
     *
     * @param key of an object; empty for the whole
     */
    record TaskResult(String section, String task, String result, String key, boolean star) {}

    private Expressions() {}

    static List<String> in(String text) {
        if (!text.contains("$(")) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        Matcher matcher = EXPRESSION.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    static boolean looksLikeResult(String expression) {
        String[] parts = expression.split("\\.", -1);
        return parts.length >= 4
                && (parts[0].equals("tasks") || parts[0].equals("finally"))
                && parts[2].equals("results");
    }

    /** Empty when it is none, or has more parts than Tekton reads. */
    static Optional<TaskResult> result(String expression) {
        String[] parts = expression.split("\\.", -1);
        if (!looksLikeResult(expression) || parts.length > 5) {
            return Optional.empty();
        }
        String key = parts.length == 5 ? parts[4] : "";
        return Optional.of(
                new TaskResult(
                        parts[0],
                        parts[1],
                        Variables.withoutIndex(parts[3]),
                        key,
                        expression.endsWith(Variables.WHOLE)));
    }

    static List<TaskResult> results(String text) {
        return in(text).stream().map(Expressions::result).flatMap(Optional::stream).toList();
    }

    /** {@code tasks.status}, {@code tasks.apply.status} or {@code tasks.apply.reason}. */
    static boolean status(String expression) {
        return expression.startsWith("tasks.")
                && !looksLikeResult(expression)
                && (expression.endsWith(".status") || expression.endsWith(".reason"));
    }
}
