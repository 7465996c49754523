package io.meshfed.steps;

import io.meshfed.gates.Reading;
import io.meshfed.gates.Verdict;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told of the readings of gates. */
record GatesReport(String mesh, List<Reading> readings) {

    StepReport told(String step) {
        List<Check> checks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Reading reading : readings) {
            checks.add(check(reading));
            if (reading.verdict() != Verdict.PASS) {
                failures.add(Failure.ofMesh(mesh, failure(reading)));
            }
        }
        Verdict verdict = Verdict.of(readings.stream().map(Reading::verdict).toList());
        return StepReport.of(step)
                .withChecks(checks)
                .withFailures(failures)
                .withResult("verdict", verdict.name())
                .withResult("readings", inShort())
                .withData("verdict", verdict.name())
                .withData("readings", readings.stream().map(GatesReport::row).toList());
    }

    private Check check(Reading reading) {
        String statement = "%s: %s".formatted(reading.gate(), reading.statement());
        return new Check(
                CheckCode.GATE,
                mesh,
                "",
                reading.verdict() == Verdict.PASS ? CheckStatus.OK : CheckStatus.FAILED,
                statement,
                reading.reason(),
                "",
                reading.hint());
    }

    private static FederationException failure(Reading reading) {
        boolean fail = reading.verdict() == Verdict.FAIL;
        return new FederationException(
                fail ? ErrorClass.GATE_FAIL : ErrorClass.GATE_UNKNOWN,
                "gate %s %s: %s"
                        .formatted(
                                reading.gate(),
                                fail ? "says no" : "cannot decide",
                                reading.statement()),
                reading.hint());
    }

    private static Map<String, Object> row(Reading reading) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("gate", reading.gate());
        row.put("verdict", reading.verdict().name());
        row.put("at", reading.at().truncatedTo(ChronoUnit.SECONDS).toString());
        row.put("reason", reading.reason());
        row.put("reading", reading.statement());
        return row;
    }

    /** As JSON: a promotion has at most 20 gates, and a result has 256 bytes. */
    private String inShort() {
        List<String> each =
                readings.stream().map(r -> "\"%s\"".formatted(r.verdict().name())).toList();
        return "[" + String.join(",", each) + "]";
    }
}
