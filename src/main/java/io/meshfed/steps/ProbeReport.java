package io.meshfed.steps;

import io.meshfed.model.Mesh;
import io.meshfed.probe.Dimension;
import io.meshfed.probe.Expectation;
import io.meshfed.probe.Finding;
import io.meshfed.probe.Measurement;
import io.meshfed.probe.Millis;
import io.meshfed.probe.Percent;
import io.meshfed.probe.Target;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a probe of a mesh makes of its measurement. */
record ProbeReport(Mesh mesh, Measurement measured, List<Expectation> expectations) {

    /** Names that the result {@code distribution} has room for. */
    private static final int MOST_BYTES = 256;

    /** {@code 120 of 500 requests, 100% answered: east 61, west 59}. */
    static String inShort(Measurement now, long requests) {
        List<String> shares = new ArrayList<>();
        ordered(now.shares().get(Dimension.MESH))
                .forEach(each -> shares.add(named(each.getKey()) + " " + each.getValue()));
        return "%d of %s, %s answered%s"
                .formatted(
                        now.sent(),
                        Words.count(requests, "request"),
                        Percent.text(now.successPercent()),
                        shares.isEmpty() ? "" : ": " + String.join(", ", shares));
    }

    StepReport told(String step) {
        List<Check> checks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Expectation expectation : expectations) {
            Finding finding = expectation.judge(measured);
            checks.add(check(expectation, finding));
            if (finding.verdict() != Finding.Verdict.HOLDS) {
                failures.add(Failure.ofMesh(mesh.name(), failure(finding)));
            }
        }
        if (measured.answered() == 0 && failures.stream().noneMatch(ProbeReport::refused)) {
            failures.add(Failure.ofMesh(mesh.name(), nothing()));
        }
        return StepReport.of(step)
                .withChecks(checks)
                .withFailures(failures)
                .withResult("success-rate", Percent.number(measured.successPercent()))
                .withResult("distribution", distribution());
    }

    private Check check(Expectation expectation, Finding finding) {
        CheckCode code =
                switch (expectation.subject()) {
                    case SUCCESS -> CheckCode.SUCCESS_RATE;
                    case LATENCY -> CheckCode.LATENCY;
                    case DISTRIBUTION -> CheckCode.DISTRIBUTION;
                };
        if (finding.verdict() == Finding.Verdict.HOLDS) {
            return Check.ok(code, mesh.name(), "", finding.statement());
        }
        return new Check(
                code,
                mesh.name(),
                "",
                CheckStatus.FAILED,
                finding.statement(),
                finding.verdict() == Finding.Verdict.BROKEN
                        ? "expectation-broken"
                        : "too-few-requests",
                "",
                finding.hint());
    }

    private static FederationException failure(Finding finding) {
        boolean broken = finding.verdict() == Finding.Verdict.BROKEN;
        return new FederationException(
                broken ? ErrorClass.GATE_FAIL : ErrorClass.GATE_UNKNOWN,
                finding.statement(),
                finding.hint());
    }

    private static boolean refused(Failure failure) {
        return failure.error().errorClass() == ErrorClass.GATE_FAIL;
    }

    private FederationException nothing() {
        List<String> why = new ArrayList<>();
        ordered(measured.failures())
                .forEach(each -> why.add(each.getValue() + " × " + each.getKey()));
        return new FederationException(
                ErrorClass.GATE_UNKNOWN,
                "none of %s was answered%s"
                        .formatted(
                                Words.count(measured.sent(), "request"),
                                why.isEmpty() ? "" : ": " + String.join(", ", why)),
                "Send one by hand with curl; --connect-to and --url say where to.");
    }

    /** As JSON, and as much of it as a result has room for. */
    private String distribution() {
        StringBuilder json = new StringBuilder();
        for (Map.Entry<String, Long> each : ordered(measured.shares().get(Dimension.MESH))) {
            String percent =
                    Percent.number(Measurement.percent(each.getValue(), measured.answered()));
            String more =
                    "\"%s\":%s"
                            .formatted(named(each.getKey()).replaceAll("[\"\\\\]", "?"), percent);
            if (json.length() + more.length() + 3 > MOST_BYTES) {
                break;
            }
            json.append(json.length() == 0 ? "" : ",").append(more);
        }
        return "{" + json + "}";
    }

    Map<String, Object> data(String service, Target target, Duration took) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mesh", mesh.name());
        data.put("service", service);
        data.put("url", target.url().toString());
        data.put("connectedTo", target.address().toString());
        data.put("seconds", Math.round(took.toMillis() / 10.0) / 100.0);
        data.put("requests", measured.sent());
        data.put("answered", measured.answered());
        data.put("successPercent", rounded(measured.successPercent()));
        data.put("latencyMillis", latency());
        Map<String, Object> distribution = new LinkedHashMap<>();
        for (Dimension by : Dimension.values()) {
            distribution.put(by.label(), rows(measured.shares().get(by), measured.answered()));
        }
        data.put("distribution", distribution);
        data.put("failures", rows(measured.failures(), measured.sent()));
        data.put("expectations", expectations.stream().map(this::row).toList());
        return data;
    }

    private Map<String, Object> latency() {
        Map<String, Object> latency = new LinkedHashMap<>();
        for (int percent : List.of(50, 90, 99)) {
            latency.put("p" + percent, Millis.of(measured.latencies().percentile(percent)));
        }
        latency.put("max", Millis.of(measured.latencies().max()));
        return latency;
    }

    private static List<Map<String, Object>> rows(SortedMap<String, Long> counts, long all) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map.Entry<String, Long> each : ordered(counts)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", named(each.getKey()));
            row.put("requests", each.getValue());
            row.put("percent", rounded(Measurement.percent(each.getValue(), all)));
            rows.add(row);
        }
        return rows;
    }

    private Map<String, Object> row(Expectation expectation) {
        Finding finding = expectation.judge(measured);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("expectation", finding.expectation());
        row.put("verdict", finding.verdict().label());
        row.put("statement", finding.statement());
        return row;
    }

    /** Most first, then by name. */
    private static List<Map.Entry<String, Long>> ordered(SortedMap<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .toList();
    }

    private static String named(String name) {
        return name.isEmpty() ? "(not said)" : name;
    }

    private static double rounded(double percent) {
        return Double.parseDouble(Percent.number(percent));
    }
}
