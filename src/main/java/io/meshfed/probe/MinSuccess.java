package io.meshfed.probe;

import io.meshfed.probe.Finding.Verdict;
import io.meshfed.report.Words;

/**
 * At least so many of all requests are answered as they should be.
 *
 * @param percent from 0 to 100; with 100 one failure is one too many
 */
public record MinSuccess(double percent) implements Expectation {

    private static final double ALL = 100;

    public MinSuccess {
        if (!(percent >= 0 && percent <= ALL)) {
            throw new IllegalArgumentException("a success rate is from 0 to 100");
        }
    }

    @Override
    public Subject subject() {
        return Subject.SUCCESS;
    }

    @Override
    public Finding judge(Measurement measured) {
        Verdict verdict = verdict(measured.answered(), measured.sent());
        return new Finding(
                verdict,
                "min-success " + Percent.text(percent),
                "%s of %s answered, %s; at least %s wanted"
                        .formatted(
                                measured.answered(),
                                Words.count(measured.sent(), "request"),
                                Percent.text(measured.successPercent()),
                                Percent.text(percent)),
                hint(verdict, measured));
    }

    private String hint(Verdict verdict, Measurement measured) {
        return switch (verdict) {
            case HOLDS -> "";
            case BROKEN -> "The failures by kind say why.";
            case UNDECIDED ->
                    Enough.hint(
                            measured.sent(),
                            times -> verdict(measured.answered() * times, measured.sent() * times));
        };
    }

    private static Verdict all(long answered, long sent) {
        if (answered != sent) {
            return Verdict.BROKEN;
        }
        return sent < Share.LEAST ? Verdict.UNDECIDED : Verdict.HOLDS;
    }

    private Verdict verdict(long answered, long sent) {
        if (sent == 0) {
            return Verdict.UNDECIDED;
        }
        if (percent == ALL) {
            return all(answered, sent);
        }
        Wilson rate = Wilson.of(answered, sent, Wilson.ONE_SIDED);
        if (rate.lower() >= percent / ALL) {
            return Verdict.HOLDS;
        }
        return rate.upper() < percent / ALL ? Verdict.BROKEN : Verdict.UNDECIDED;
    }
}
