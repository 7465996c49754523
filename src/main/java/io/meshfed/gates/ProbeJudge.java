package io.meshfed.gates;

import io.meshfed.probe.FailureKind;
import io.meshfed.probe.Measurement;
import io.meshfed.probe.Millis;
import io.meshfed.probe.Percent;
import io.meshfed.promotion.Gate.Probe;
import io.meshfed.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Judges requests of our own by what was asked of exactly these requests: no more is claimed than
 * was measured.
 */
public final class ProbeJudge {

    private static final double SLOWEST_PERCENT = 1;

    /** The service never saw such a request, so it says nothing of the service. */
    private static final List<FailureKind> NOT_THERE =
            List.of(
                    FailureKind.NO_ADDRESS,
                    FailureKind.REFUSED,
                    FailureKind.UNREACHABLE,
                    FailureKind.TLS,
                    FailureKind.NOT_SENT);

    private ProbeJudge() {}

    public static Opinion judge(Probe gate, Measurement measured) {
        if (measured.sent() < gate.requests()) {
            return Opinion.unknown(
                    "too-few-requests",
                    "%d of %s came to an end"
                            .formatted(measured.sent(), Words.count(gate.requests(), "request")),
                    "Raise --timeout, or send them faster with --rate.");
        }
        long unseen = NOT_THERE.stream().mapToLong(measured::failed).sum();
        if (unseen == measured.sent()) {
            return Opinion.unknown(
                    "unreachable",
                    "none of %s reached anybody%s"
                            .formatted(Words.count(measured.sent(), "request"), failures(measured)),
                    "Send one by hand with curl; --url, --route and --connect-to say where to.");
        }
        return judged(gate, measured);
    }

    private static Opinion judged(Probe gate, Measurement measured) {
        String answered =
                "%d of %s answered, %s; at least %s wanted"
                        .formatted(
                                measured.answered(),
                                Words.count(measured.sent(), "request"),
                                Percent.text(measured.successPercent()),
                                Percent.text(gate.minSuccess()));
        if (measured.successPercent() < gate.minSuccess()) {
            return Opinion.fail(
                    "success-rate", answered + failures(measured), "The failures say why.");
        }
        Duration limit = gate.maxP99();
        if (limit.isZero()) {
            return Opinion.pass(answered);
        }
        double slow = Measurement.percent(measured.slowerThan(limit), measured.sent());
        String told =
                "%s; p99 %s, at most %s wanted"
                        .formatted(
                                answered,
                                Millis.text(measured.latencies().percentile(99)),
                                Millis.text(limit));
        return slow > SLOWEST_PERCENT
                ? Opinion.fail(
                        "latency",
                        "%s: %s took longer".formatted(told, Percent.text(slow)),
                        "probe-service shows how the latency is distributed.")
                : Opinion.pass(told);
    }

    private static String failures(Measurement measured) {
        List<String> each = new ArrayList<>();
        measured.failures().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(3)
                .forEach(failure -> each.add(failure.getValue() + " × " + failure.getKey()));
        return each.isEmpty() ? "" : " (" + String.join(", ", each) + ")";
    }
}
