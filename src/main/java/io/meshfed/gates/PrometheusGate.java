package io.meshfed.gates;

import io.meshfed.promotion.Gate.Prometheus;
import io.meshfed.report.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** A gate that a number of a monitoring system decides. */
final class PrometheusGate {

    /** Clocks differ; what is a little ahead is not from the future. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final Prometheus gate;
    private final Duration maxAge;

    PrometheusGate(Prometheus gate, Duration maxAge) {
        this.gate = gate;
        this.maxAge = maxAge;
    }

    Opinion ask(GateWorld world) {
        try {
            return judge(new PrometheusQuery(gate, world).figure(), world.time().now());
        } catch (UndecidedException undecided) {
            return undecided.opinion();
        }
    }

    Opinion judge(Figure figure, Instant now) throws UndecidedException {
        requireFresh(figure, now);
        requireSamples(figure);
        String told = "%s; %s wanted".formatted(text(figure.value()), wanted());
        if (figure.value() < gate.least()) {
            return Opinion.fail("too-low", told, "The query says what is too low.");
        }
        return figure.value() > gate.most()
                ? Opinion.fail("too-high", told, "The query says what is too high.")
                : Opinion.pass(told);
    }

    private void requireFresh(Figure figure, Instant now) throws UndecidedException {
        Duration age = Duration.between(figure.at(), now);
        if (age.compareTo(maxAge) > 0 || age.negated().compareTo(AHEAD) > 0) {
            throw new UndecidedException(
                    "stale",
                    "the answer is %s old; at most %s wanted"
                            .formatted(Durations.text(age), Durations.text(maxAge)),
                    "A cache stands before the server, or the clocks differ.");
        }
    }

    private void requireSamples(Figure figure) throws UndecidedException {
        // A number is made of at least one.
        if (gate.minSamples() <= 1) {
            return;
        }
        if (figure.samples() < 0) {
            throw new UndecidedException(
                    "samples-not-told",
                    "%s, but the server does not tell of how many samples"
                            .formatted(text(figure.value())),
                    "Let the query be empty when there are too few, and say min-samples: 1; docs/gates.md shows how.");
        }
        if (figure.samples() < gate.minSamples()) {
            throw new UndecidedException(
                    "too-few-samples",
                    "%s, of %d samples; at least %d wanted"
                            .formatted(text(figure.value()), figure.samples(), gate.minSamples()),
                    "Wait for more, or look further back in the query.");
        }
    }

    private String wanted() {
        if (Double.isInfinite(gate.least())) {
            return "at most " + text(gate.most());
        }
        return Double.isInfinite(gate.most())
                ? "at least " + text(gate.least())
                : "from %s to %s".formatted(text(gate.least()), text(gate.most()));
    }

    /** Exactly, so that what is just above a limit never looks like the limit. */
    static String text(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return Math.abs(exact.scale()) > 12 ? exact.toString() : exact.toPlainString();
    }
}
