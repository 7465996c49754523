package io.meshfed.lint;

import io.meshfed.lint.Expressions.TaskResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tasks that a matrix multiplies. */
final class MatrixRules {

    /** Tekton's default. */
    private static final long MOST = 256;

    private final Findings findings;

    MatrixRules(Findings findings) {
        this.findings = findings;
    }

    void check(List<Value> tasks) {
        Set<String> multiplied = new HashSet<>();
        for (Value task : tasks) {
            if (task.has("matrix")) {
                multiplied.add(task.textAt("name"));
                matrix(task, task.at("matrix"));
            }
        }
        for (Value task : tasks) {
            for (Value param : task.itemsAt("params")) {
                param.at("value").texts().forEach(text -> results(text, multiplied));
            }
        }
    }

    private void matrix(Value task, Value matrix) {
        long size = combinations(matrix);
        if (size > MOST) {
            findings.add(
                    AdmissionRule.MATRIX_SIZE,
                    matrix,
                    "a matrix of %d combinations".formatted(size));
        }
        ParamRules params = new ParamRules(findings);
        params.given(matrix.itemsAt("params"), false);
        Set<String> names = ResultRules.names(matrix.itemsAt("params"));
        for (Value include : matrix.itemsAt("include")) {
            params.given(include.itemsAt("params"), false);
            names.addAll(ResultRules.names(include.itemsAt("params")));
        }
        for (Value param : task.itemsAt("params")) {
            if (names.contains(param.textAt("name"))) {
                findings.add(
                        AdmissionRule.MATRIX_AND_PARAMS,
                        param.at("name"),
                        "param '%s' is in the matrix too"
                                .formatted(Findings.shown(param.textAt("name"))));
            }
        }
    }

    private static long combinations(Value matrix) {
        List<Value> params = matrix.itemsAt("params");
        List<Value> includes = matrix.itemsAt("include");
        if (params.isEmpty()) {
            return includes.size();
        }
        long count = 1;
        for (Value param : params) {
            int values = param.itemsAt("value").size();
            count = Math.min(count * Math.max(1, values), Integer.MAX_VALUE);
        }
        for (Value include : includes) {
            count += added(include, params);
        }
        return count;
    }

    /** An include whose value no combination has yet becomes one more. */
    private static long added(Value include, List<Value> params) {
        long added = 0;
        for (Value given : include.itemsAt("params")) {
            for (Value param : params) {
                if (param.textAt("name").equals(given.textAt("name"))) {
                    boolean there =
                            param.itemsAt("value").stream()
                                    .anyMatch(v -> v.text().equals(given.textAt("value")));
                    if (there) {
                        return added;
                    }
                    added++;
                }
            }
        }
        return added;
    }

    private void results(Value text, Set<String> multiplied) {
        for (TaskResult result : Expressions.results(text.text())) {
            if (multiplied.contains(result.task()) && !result.star()) {
                findings.add(
                        AdmissionRule.MATRIX_RESULT,
                        text,
                        "task '%s' has a matrix, and so as many results as combinations"
                                .formatted(Findings.shown(result.task())));
            }
        }
    }
}
