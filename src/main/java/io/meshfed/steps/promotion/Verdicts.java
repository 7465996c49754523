package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.gates.Reading;
import io.meshfed.gates.Verdict;
import io.meshfed.promotion.Attempt;
import io.meshfed.promotion.Evidence;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What gates said of one attempt to promote, as it is remembered and gone by.
 *
 * @param ahead how far the clock of production's API server is ahead of ours
 */
record Verdicts(Attempt attempt, Duration ahead) {

    static final String OF_RELEASE = "release";
    static final String OF_OUTCOME = "outcome";
    static final String OF_WAY_BACK = "way back";

    Verdicts {
        requireNonNull(attempt);
        requireNonNull(ahead);
    }

    /**
     * @param step of the ramp, from 0
     */
    static String ofStep(int step) {
        return "step " + (step + 1);
    }

    Found of(String judged, List<Reading> readings) {
        List<Evidence> evidence = new ArrayList<>();
        Optional<FederationException> worst = Optional.empty();
        for (Reading reading : readings) {
            evidence.add(
                    new Evidence(
                            judged,
                            reading.gate(),
                            finding(reading.verdict()),
                            reading.statement(),
                            reading.at().plus(ahead),
                            attempt.release(),
                            attempt.plan()));
        }
        Verdict verdict = Verdict.of(readings.stream().map(Reading::verdict).toList());
        if (verdict != Verdict.PASS) {
            worst =
                    readings.stream()
                            .filter(reading -> reading.verdict() == verdict)
                            .findFirst()
                            .map(reading -> told(judged, reading));
        }
        return Found.judged(finding(verdict), evidence, worst);
    }

    private static FederationException told(String judged, Reading reading) {
        boolean no = reading.verdict() == Verdict.FAIL;
        return new FederationException(
                no ? ErrorClass.GATE_FAIL : ErrorClass.GATE_UNKNOWN,
                "gate %s %s at '%s': %s"
                        .formatted(
                                reading.gate(),
                                no ? "says no" : "cannot decide",
                                judged,
                                reading.statement()),
                reading.hint());
    }

    private static Finding finding(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Finding.PASS;
            case FAIL -> Finding.FAIL;
            case UNKNOWN -> Finding.UNKNOWN;
        };
    }

    /**
     * Whether all gates said yes lately, of exactly this release by this plan.
     *
     * @param gates how many there are
     * @param now by the clock of production's API server
     */
    boolean allPass(PromotionRecord record, String judged, int gates, Age age) {
        Map<String, Evidence> latest = new HashMap<>();
        record.evidence().stream()
                .filter(each -> each.step().equals(judged))
                .filter(each -> each.release().equals(attempt.release()))
                .filter(each -> each.plan().equals(attempt.plan()))
                .forEach(each -> latest.put(each.gate(), each));
        return gates > 0
                && latest.size() == gates
                && latest.values().stream()
                        .allMatch(each -> each.verdict() == Finding.PASS && age.fits(each.at()));
    }

    /**
     * How old it may be.
     *
     * @param now by the clock of production's API server
     */
    record Age(Instant now, Duration most) {

        /** Clocks are read to the second. */
        private static final Duration SLACK = Duration.ofSeconds(5);

        boolean fits(Instant at) {
            return !at.plus(most).isBefore(now) && !at.isAfter(now.plus(SLACK));
        }
    }
}
