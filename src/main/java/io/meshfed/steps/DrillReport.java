package io.meshfed.steps;

import io.meshfed.probe.DrillVerdict;
import io.meshfed.probe.Finding;
import io.meshfed.probe.Finding.Verdict;
import io.meshfed.probe.Millis;
import io.meshfed.probe.Percent;
import io.meshfed.probe.Second;
import io.meshfed.probe.Timeline;
import io.meshfed.probe.Timeline.Passage;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a drill came to. */
record DrillReport(DrillSubject subject, Drill drill, DrillVerdict wanted) {

    /**
     * @param whole whether it was not broken off
     * @param restored whether all is as it was
     */
    StepReport told(boolean whole, boolean restored) {
        Timeline timeline = drill.log().soFar();
        List<Finding> findings = wanted.judge(timeline);
        Verdict verdict = verdict(whole, findings);
        List<Check> checks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Finding finding : whole ? findings : List.<Finding>of()) {
            checks.add(check(timeline, finding));
            if (finding.verdict() != Verdict.HOLDS) {
                failures.add(failure(timeline, finding));
            }
        }
        return StepReport.of(FailoverDrillStep.NAME)
                .withChecks(checks)
                .withFailures(failures)
                .withResult("verdict", word(verdict))
                .withResult("failover-seconds", seconds(timeline))
                .withData("drill", data(timeline, verdict, restored));
    }

    private static Verdict verdict(boolean whole, List<Finding> findings) {
        if (whole && findings.stream().allMatch(each -> each.verdict() == Verdict.HOLDS)) {
            return Verdict.HOLDS;
        }
        boolean broken = findings.stream().anyMatch(each -> each.verdict() == Verdict.BROKEN);
        return whole && broken ? Verdict.BROKEN : Verdict.UNDECIDED;
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "passed";
            case BROKEN -> "failed";
            case UNDECIDED -> "unknown";
        };
    }

    private static String seconds(Timeline timeline) {
        return timeline.failover()
                .flatMap(Passage::steady)
                .map(time -> Percent.number(Millis.of(time) / 1000))
                .orElse("never");
    }

    private static Check check(Timeline timeline, Finding finding) {
        CheckCode code =
                finding.expectation().startsWith("max-lost")
                        ? CheckCode.LOST_REQUESTS
                        : finding.expectation().equals("return")
                                ? CheckCode.CAME_BACK
                                : CheckCode.TAKEN_OVER;
        if (finding.verdict() == Verdict.HOLDS) {
            return Check.ok(code, timeline.local(), "", finding.statement());
        }
        return new Check(
                code,
                timeline.local(),
                "",
                CheckStatus.FAILED,
                finding.statement(),
                finding.verdict() == Verdict.BROKEN ? "expectation-broken" : "drill-broken-off",
                "",
                finding.hint());
    }

    private static Failure failure(Timeline timeline, Finding finding) {
        return Failure.ofMesh(
                timeline.local(),
                new FederationException(
                        finding.verdict() == Verdict.BROKEN
                                ? ErrorClass.GATE_FAIL
                                : ErrorClass.GATE_UNKNOWN,
                        finding.statement(),
                        finding.hint()));
    }

    private Map<String, Object> data(Timeline timeline, Verdict verdict, boolean restored) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mesh", timeline.local());
        data.put("peer", timeline.peer());
        data.put("service", drill.memory().service().toString());
        data.put("url", drill.requests().target().url().toString());
        data.put("previousPattern", drill.memory().pattern());
        Map<String, Object> workloads = new LinkedHashMap<>();
        drill.memory().workloads().forEach((name, count) -> workloads.put(name.toString(), count));
        data.put("workloads", workloads);
        data.put("verdict", word(verdict));
        data.put("restored", restored);
        data.put("requests", timeline.samples().size());
        data.put("lostBefore", timeline.lostBefore());
        data.put("lost", timeline.lost());
        timeline.failover().ifPresent(passage -> data.put("failover", row(passage)));
        timeline.comeback().ifPresent(passage -> data.put("return", row(passage)));
        data.put("failures", failures(timeline));
        data.put("moments", moments(timeline));
        data.put("seconds", perSecond(timeline));
        return data;
    }

    private static Map<String, Object> row(Passage passage) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("lost", passage.lost());
        passage.first().ifPresent(time -> row.put("firstSeconds", seconds(time)));
        passage.steady().ifPresent(time -> row.put("steadySeconds", seconds(time)));
        return row;
    }

    private static Map<String, Object> failures(Timeline timeline) {
        SortedMap<String, Object> failures = new TreeMap<>();
        timeline.samples().stream()
                .filter(sample -> !sample.ok())
                .forEach(
                        sample -> failures.merge(sample.failure(), 1, (a, b) -> (int) a + (int) b));
        return new LinkedHashMap<>(failures);
    }

    private static List<Map<String, Object>> moments(Timeline timeline) {
        List<Map<String, Object>> rows = new ArrayList<>();
        timeline.moments()
                .forEach(
                        (moment, at) -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("at", seconds(at));
                            row.put("what", moment.label());
                            rows.add(row);
                        });
        return rows;
    }

    private static List<Map<String, Object>> perSecond(Timeline timeline) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Second second : timeline.seconds()) {
            Map<String, Object> answers = new LinkedHashMap<>();
            second.answers()
                    .forEach(
                            (mesh, count) ->
                                    answers.put(mesh.isEmpty() ? "(not said)" : mesh, count));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("second", rows.size());
            row.put("answers", answers);
            row.put("failed", second.failed());
            rows.add(row);
        }
        return rows;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
