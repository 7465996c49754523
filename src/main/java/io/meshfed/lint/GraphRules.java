package io.meshfed.lint;

import io.meshfed.lint.Expressions.TaskResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order of a pipeline's tasks: made by runAfter, results and conditions, and without circles.
 */
final class GraphRules {

    private final Findings findings;

    GraphRules(Findings findings) {
        this.findings = findings;
    }

    void check(List<Value> tasks, List<Value> last) {
        Set<String> names = names(tasks);
        Set<String> finalNames = names(last);
        Map<String, Set<String>> before = new HashMap<>();
        for (Value task : tasks) {
            Set<String> earlier = new TreeSet<>();
            for (Value name : task.itemsAt("runAfter")) {
                known(name, name.text(), names, finalNames);
                earlier.add(name.text());
            }
            for (Value text : readers(task)) {
                for (TaskResult result : Expressions.results(text.text())) {
                    known(text, result.task(), names, finalNames);
                    earlier.add(result.task());
                }
            }
            before.put(task.textAt("name"), earlier);
        }
        circles(tasks, before);
    }

    static Set<String> names(List<Value> tasks) {
        Set<String> names = new HashSet<>();
        tasks.forEach(task -> names.add(task.textAt("name")));
        return names;
    }

    /** Results may also be read in the steps of an embedded Task. */
    private static List<Value> readers(Value task) {
        List<Value> texts = new ArrayList<>(PipelineTaskRules.expressions(task));
        for (Value step : task.itemsAt("taskSpec", "steps")) {
            texts.addAll(StepTexts.ofStep(step).all());
        }
        return texts;
    }

    private void known(Value place, String task, Set<String> names, Set<String> last) {
        if (!names.contains(task)) {
            findings.add(
                    AdmissionRule.UNKNOWN_TASK,
                    place,
                    last.contains(task)
                            ? "task '%s' runs in finally, after this one"
                                    .formatted(Findings.shown(task))
                            : "there is no task '%s'".formatted(Findings.shown(task)));
        }
    }

    private void circles(List<Value> tasks, Map<String, Set<String>> before) {
        Map<String, Set<String>> open = new HashMap<>(before);
        boolean shrinks = true;
        while (shrinks) {
            Set<String> waiting = Set.copyOf(open.keySet());
            shrinks =
                    open.values()
                            .removeIf(earlier -> earlier.stream().noneMatch(waiting::contains));
        }
        // Of what is left some only wait for the circle; whoever reaches himself is in it.
        List<Value> inCircle =
                tasks.stream()
                        .filter(task -> open.containsKey(task.textAt("name")))
                        .filter(task -> reaches(task.textAt("name"), open))
                        .toList();
        if (!inCircle.isEmpty()) {
            findings.add(
                    AdmissionRule.CYCLE,
                    inCircle.get(0).at("name"),
                    "tasks wait for each other: %s"
                            .formatted(
                                    String.join(
                                            ", ",
                                            inCircle.stream()
                                                    .map(task -> task.textAt("name"))
                                                    .toList())));
        }
    }

    private static boolean reaches(String start, Map<String, Set<String>> before) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(before.get(start));
        while (!next.isEmpty()) {
            String task = next.remove(next.size() - 1);
            if (task.equals(start)) {
                return true;
            }
            if (seen.add(task)) {
                next.addAll(before.getOrDefault(task, Set.of()));
            }
        }
        return false;
    }
}
