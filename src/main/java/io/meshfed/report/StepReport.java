package io.meshfed.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a step did and found.
 *
 * @param failures what went wrong, one per mesh or direction; a step goes on with the others
 * @param results small facts for pipelines, by name
 * @param data what is the command's own, for JSON: plain maps, lists and scalars
 */
public record StepReport(
        String step,
        List<Change> changes,
        List<Check> checks,
        List<Failure> failures,
        SortedMap<String, String> results,
        Map<String, Object> data) {

    public StepReport {
        requireNonNull(step);
        changes = List.copyOf(changes);
        checks = List.copyOf(checks);
        failures = List.copyOf(failures);
        results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    public static StepReport of(String step) {
        return new StepReport(step, List.of(), List.of(), List.of(), new TreeMap<>(), Map.of());
    }

    public StepReport withChanges(List<Change> more) {
        return new StepReport(step, joined(changes, more), checks, failures, results, data);
    }

    public StepReport withChecks(List<Check> more) {
        return new StepReport(step, changes, joined(checks, more), failures, results, data);
    }

    public StepReport withFailures(List<Failure> more) {
        return new StepReport(step, changes, checks, joined(failures, more), results, data);
    }

    public StepReport withResult(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(results);
        more.put(name, value);
        return new StepReport(step, changes, checks, failures, more, data);
    }

    public StepReport withData(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(name, value);
        return new StepReport(step, changes, checks, failures, results, more);
    }

    /** The writes that changed something. */
    public long changed() {
        return changes.stream().filter(change -> change.kind().isWrite()).count();
    }

    /** The worst failure, else OK. */
    public ErrorClass verdict() {
        return failures.stream()
                .map(failure -> failure.error().errorClass())
                .reduce(ErrorClass.OK, ErrorClass::worse);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
