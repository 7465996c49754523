package io.meshfed.steps.verify;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.report.Check;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one look at one direction showed. */
public final class Judgement {

    private final Direction direction;
    private final List<Check> checks;
    private final List<Problem> cause;
    private final boolean waitingHelps;
    private final SortedSet<Mesh> restartAdvice;

    Judgement(
            Direction direction,
            List<Check> checks,
            List<Problem> cause,
            boolean waitingHelps,
            SortedSet<Mesh> restartAdvice) {
        this.direction = requireNonNull(direction);
        this.checks = List.copyOf(checks);
        this.cause = List.copyOf(cause);
        this.waitingHelps = waitingHelps;
        this.restartAdvice = Collections.unmodifiableSortedSet(new TreeSet<>(restartAdvice));
    }

    public Direction direction() {
        return direction;
    }

    /** One per code, in the order of the codes. */
    public List<Check> checks() {
        return checks;
    }

    /** No check failed; warnings do not count. One such look is not yet a proof. */
    public boolean good() {
        return cause.isEmpty();
    }

    /** Of several failures the one that explains the others. */
    public Optional<Reason> cause() {
        return cause.stream().map(Problem::reason).findFirst();
    }

    /** {@code unreachable: 503 Service Unavailable}; {@code good} when nothing failed. */
    public String inShort() {
        return cause.stream()
                .map(
                        problem ->
                                problem.reason().word()
                                        + ": "
                                        + (problem.observed().isEmpty()
                                                ? problem.statement()
                                                : problem.observed()))
                .findFirst()
                .orElse("good");
    }

    /** False when nothing gets better before somebody acts. */
    public boolean waitingHelps() {
        return waitingHelps;
    }

    /**
     * Meshes whose istiod is stuck and needs a restart. Only those where what was wrong has been
     * put right since: before that a restart would be in vain.
     */
    public SortedSet<Mesh> restartAdvice() {
        return restartAdvice;
    }
}
