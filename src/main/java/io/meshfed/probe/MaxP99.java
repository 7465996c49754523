package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import io.meshfed.probe.Finding.Verdict;
import io.meshfed.report.Words;
import java.time.Duration;

/** No more than one of a hundred answers takes longer; a request without an answer did. */
public record MaxP99(Duration limit) implements Expectation {

    private static final double SLOWEST = 0.01;

    public MaxP99 {
        requireNonNull(limit);
    }

    @Override
    public Subject subject() {
        return Subject.LATENCY;
    }

    @Override
    public Finding judge(Measurement measured) {
        long slow = measured.slowerThan(limit);
        long all = all(measured);
        Verdict verdict = verdict(slow, all);
        return new Finding(
                verdict,
                "max-p99 " + Millis.text(limit),
                "%d of %s took longer than %s, p99 of the answers is %s"
                        .formatted(
                                slow,
                                Words.count(all, "request"),
                                Millis.text(limit),
                                Millis.text(measured.latencies().percentile(99))),
                switch (verdict) {
                    case HOLDS -> "";
                    case BROKEN -> "The answers that took longest say by how much: see max.";
                    case UNDECIDED -> Enough.hint(all, times -> verdict(slow * times, all * times));
                });
    }

    /** What was refused at once says nothing of how fast answers are. */
    private static long all(Measurement measured) {
        return measured.answered()
                + measured.failed(FailureKind.TIMEOUT)
                + measured.failed(FailureKind.NOT_SENT);
    }

    private static Verdict verdict(long slow, long all) {
        Wilson share = Wilson.of(slow, all, Wilson.ONE_SIDED);
        if (all > 0 && share.upper() <= SLOWEST) {
            return Verdict.HOLDS;
        }
        return share.lower() > SLOWEST ? Verdict.BROKEN : Verdict.UNDECIDED;
    }
}
