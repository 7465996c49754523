package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.RunReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one run said, did and sent. */
record Ran(RunReport report, List<String> told, List<Stage.Sent> requests, Duration took) {

    Ran requireOk() {
        assertEquals(ErrorClass.OK, report.verdict().errorClass(), this::failures);
        return this;
    }

    Ran require(ErrorClass expected) {
        assertEquals(expected, report.verdict().errorClass(), this::failures);
        return this;
    }

    /** Every line that a reader would see, for messages. */
    String failures() {
        return report.failures().stream().map(Ran::text).collect(Collectors.joining("\n"))
                + "\n"
                + report.checks().stream()
                        .filter(check -> check.status() == CheckStatus.FAILED)
                        .map(Check::toString)
                        .collect(Collectors.joining("\n"));
    }

    static String text(Failure failure) {
        return "%s %s: %s / %s / %s"
                .formatted(
                        failure.meshes(),
                        failure.error().errorClass(),
                        failure.error().getMessage(),
                        failure.error().remedy(),
                        failure.error().details());
    }

    List<Stage.Sent> writes() {
        return requests.stream().filter(Stage.Sent::write).toList();
    }

    Ran requireNoWrites() {
        assertEquals(List.of(), writes());
        return this;
    }

    /** How many objects were created, updated and so on. */
    Map<Change.Kind, Long> changes() {
        return report.changes().stream()
                .collect(Collectors.groupingBy(Change::kind, TreeMap::new, Collectors.counting()));
    }

    Check check(CheckCode code, String mesh, String peer) {
        return report.checks().stream()
                .filter(c -> c.code() == code && c.mesh().equals(mesh) && c.peer().equals(peer))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + code + " of " + mesh));
    }

    /** Of all failed checks: {@code east -> west MF303 unreachable}. */
    List<String> reasons() {
        return report.checks().stream()
                .filter(check -> check.status() == CheckStatus.FAILED)
                .map(c -> "%s -> %s %s".formatted(c.mesh(), c.peer(), c.reason()))
                .toList();
    }

    /** Meshes whose istiod the run advises to restart. */
    List<String> restartAdvice() {
        return ((List<?>) report.data().getOrDefault("restartAdvice", List.of()))
                .stream().map(row -> String.valueOf(((Map<?, ?>) row).get("mesh"))).toList();
    }

    List<String> warnings() {
        return told.stream().filter(line -> line.startsWith("warning ")).toList();
    }

    /** {@code east -> west true 1/1}: who, connected, exports and imports. */
    List<String> matrix() {
        return ((List<?>) report.data().getOrDefault("matrix", List.of()))
                .stream()
                        .map(Map.class::cast)
                        .map(
                                row ->
                                        "%s -> %s %s %s/%s"
                                                .formatted(
                                                        row.get("mesh"),
                                                        row.get("peer"),
                                                        row.get("connected"),
                                                        row.get("exports"),
                                                        row.get("imports")))
                        .toList();
    }

    /** For the record: {@code {get=22, list=10} in 1925 ms}. */
    String numbers() {
        return "%s in %d ms".formatted(report.requests(), took.toMillis());
    }

    String result(String name) {
        return report.results().getOrDefault(name, "");
    }
}
