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
 * The whole of one run: one verdict, and everything that stands behind it. Text, JSON, result files
 * and exit code are made from this one value.
 *
 * @param federation name of the federation; empty when no file was read
 * @param requests sent, by verb
 * @param results small facts by name
 * @param data what is the command's own
 */
public record RunReport(
        String command,
        String federation,
        Verdict verdict,
        List<Change> changes,
        SortedMap<String, Integer> requests,
        List<Check> checks,
        List<Failure> failures,
        SortedMap<String, String> results,
        Map<String, Object> data) {

    /**
     * The class, and the exit code that goes with it: 143 instead of 130 when SIGTERM ended the
     * run.
     */
    public record Verdict(ErrorClass errorClass, int exitCode) {

        public static Verdict of(ErrorClass errorClass) {
            return new Verdict(errorClass, errorClass.exitCode());
        }
    }

    public RunReport {
        requireNonNull(command);
        requireNonNull(federation);
        requireNonNull(verdict);
        changes = List.copyOf(changes);
        requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
        checks = List.copyOf(checks);
        failures = List.copyOf(failures);
        results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** A run that went wrong before any step began. */
    public static RunReport failed(String command, FederationException error) {
        return new RunReport(
                command,
                "",
                Verdict.of(error.errorClass()),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(Failure.ofRun(error)),
                new TreeMap<>(),
                Map.of());
    }

    public static RunReport of(
            String command,
            String federation,
            List<StepReport> steps,
            SortedMap<String, Integer> requests) {
        List<Change> changes = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        SortedMap<String, String> results = new TreeMap<>();
        Map<String, Object> data = new LinkedHashMap<>();
        for (StepReport step : steps) {
            changes.addAll(step.changes());
            checks.addAll(step.checks());
            failures.addAll(step.failures());
            results.putAll(step.results());
            data.putAll(step.data());
        }
        ErrorClass worst =
                failures.stream()
                        .map(failure -> failure.error().errorClass())
                        .reduce(ErrorClass.OK, ErrorClass::worse);
        return new RunReport(
                command,
                federation,
                Verdict.of(worst),
                changes,
                requests,
                checks,
                failures,
                results,
                data);
    }

    public RunReport withVerdict(Verdict other) {
        return new RunReport(
                command, federation, other, changes, requests, checks, failures, results, data);
    }

    public RunReport withData(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(name, value);
        return new RunReport(
                command, federation, verdict, changes, requests, checks, failures, results, more);
    }

    /** The writes that changed something; in a dry run: would change something. */
    public long changed() {
        return changes.stream().filter(change -> change.kind().isWrite()).count();
    }

    public long count(CheckStatus status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }
}
