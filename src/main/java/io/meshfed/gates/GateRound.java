package io.meshfed.gates;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gates that are asked together, again and again while none says no and one cannot say.
 *
 * @param patience how long; zero to ask once
 * @param maxAge of what a verdict may be made of: what is older is asked again
 */
public record GateRound(List<Asked> gates, Duration patience, Duration maxAge) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);

    static final Opinion INTERRUPTED =
            Opinion.unknown("interrupted", "the run was interrupted", "Ask again.");

    public GateRound {
        gates = List.copyOf(gates);
        requireNonNull(patience);
        requireNonNull(maxAge);
    }

    /**
     * One of them.
     *
     * @param name its number and kind
     */
    public record Asked(String name, Supplier<Opinion> opinion) {
        public Asked {
            requireNonNull(name);
            requireNonNull(opinion);
        }
    }

    /** Is told what goes on. */
    public interface Watcher {

        void asking(String gate);

        /** Before it is asked again. */
        void waiting(List<Reading> unknown);
    }

    /** The last reading of each, in their order. */
    public List<Reading> ask(GateWorld world, Watcher watcher) {
        Deadline end = Deadline.in(world.within(patience));
        List<Reading> readings = new ArrayList<>();
        for (Asked gate : gates) {
            readings.add(read(gate, world, watcher));
        }
        Duration next = FIRST_PAUSE;
        while (undecided(readings) && !end.passed()) {
            watcher.waiting(readings.stream().filter(GateRound::unknown).toList());
            Duration pause = shorter(end.remaining(), next);
            if (!world.time().pause(pause) || world.deadline().passed()) {
                return readings;
            }
            again(readings, world, watcher);
            next = shorter(next.multipliedBy(2), LONGEST_PAUSE);
        }
        return readings;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean undecided(List<Reading> readings) {
        return Verdict.of(readings.stream().map(Reading::verdict).toList()) == Verdict.UNKNOWN;
    }

    private static boolean unknown(Reading reading) {
        return reading.verdict() == Verdict.UNKNOWN;
    }

    private void again(List<Reading> readings, GateWorld world, Watcher watcher) {
        Instant now = world.time().now();
        for (int i = 0; i < gates.size(); i++) {
            Reading last = readings.get(i);
            boolean old = Duration.between(last.at(), now).compareTo(maxAge) > 0;
            if (unknown(last) || old) {
                readings.set(i, read(gates.get(i), world, watcher));
            }
        }
    }

    private static Reading read(Asked gate, GateWorld world, Watcher watcher) {
        Opinion said = INTERRUPTED;
        if (!world.cancellation().isCancelled()) {
            watcher.asking(gate.name());
            said = gate.opinion().get();
        }
        return new Reading(
                gate.name(),
                said.verdict(),
                said.reason(),
                said.statement(),
                said.hint(),
                world.time().now());
    }
}
