package io.meshfed.steps;

import io.meshfed.engine.StepContext;
import io.meshfed.engine.Waiting;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.verify.DirectionJudge;
import io.meshfed.steps.verify.Judgement;
import io.meshfed.steps.verify.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Peers that requests may be sent to: connected and in step in both directions, with the sets of
 * both sides taken in. Nothing is routed to any other.
 */
public final class ProvedPeers {

    /** What passes by itself soon after a set was edited, and means no broken connection. */
    private static final Set<Reason> IN_TRANSIT =
            EnumSet.of(
                    Reason.STALE,
                    Reason.SET_NOT_HANDLED,
                    Reason.NOT_YET_IMPORTED,
                    Reason.NOT_IMPORTED,
                    Reason.IMPORTED_ELSEWHERE,
                    Reason.MORE_IMPORTED);

    /**
     * An ended connection as its two sides tell it. 45 s after each change of exports the gateway
     * ends those it has, and they are back within a second, as real ones were seen to do.
     */
    private static final Set<Reason> DROPPED = EnumSet.of(Reason.RECONNECTING, Reason.NO_INBOUND);

    /** A connection that is away for longer is broken. */
    private static final Duration DROP = Duration.ofSeconds(10);

    /** What federating makes, and waiting does not. */
    private static final Set<Reason> NOT_FEDERATED =
            EnumSet.of(
                    Reason.PEER_NOT_APPLIED,
                    Reason.CA_MISSING,
                    Reason.OTHER_SIDE_MISSING,
                    Reason.EXPORTS_NOT_APPLIED,
                    Reason.IMPORTS_NOT_APPLIED);

    /** A sync period goes by until the edit of a set is in step. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final StepContext context;
    private final DirectionJudge judge;

    /**
     * @param syncPeriod istiod's {@code --resync}
     */
    public ProvedPeers(StepContext context, Duration syncPeriod) {
        this.context = context;
        this.judge = new DirectionJudge(syncPeriod);
    }

    /**
     * A look, without waiting: edits of sets that have yet to arrive break no connection.
     *
     * @return why no requests may be sent there; empty when they may
     */
    public Optional<FederationException> apart(List<Direction> directions) {
        try {
            inTransit(look(narrowed(directions)), IN_TRANSIT);
            return Optional.empty();
        } catch (FederationException refused) {
            if (refused.errorClass() == ErrorClass.PRECOND) {
                return Optional.of(refused);
            }
            throw refused;
        }
    }

    /**
     * Waits only for edits of sets to arrive, and a moment for a connection that just ended.
     *
     * @throws FederationException PRECOND when a direction, either way, does not work
     */
    public void awaitInStep(List<Direction> directions) {
        require(directions);
    }

    /**
     * Waits only for edits of sets to arrive, and a moment for a connection that just ended.
     *
     * @return what was seen of each mesh when all was good
     * @throws FederationException PRECOND when a direction, either way, does not work
     */
    Map<Mesh, FederationLook> require(List<Direction> directions) {
        if (directions.isEmpty()) {
            return new TreeMap<>();
        }
        StepContext narrowed = narrowed(directions);
        // What another cluster than the one that is meant says proves nothing.
        narrowed.federation()
                .clusters()
                .forEach(cluster -> context.clusters().session(cluster).identity());
        Sight first = look(narrowed);
        Drops drops = new Drops();
        Optional<String> missing = drops.inTransit(first);
        if (context.settings().dryRun() && missing.isPresent()) {
            refuse(first.firstBad().orElseThrow());
        }
        if (missing.isEmpty()) {
            return first.looks();
        }
        return new Waiting(
                        "the peers of mesh '%s' to be in step"
                                .formatted(directions.get(0).local().name()),
                        "meshfed verify-federation says more; then run the same command again.",
                        LOOK_EVERY)
                .until(
                        context.settings(),
                        () -> look(narrowed, mesh -> first.looks().get(mesh).statuses(narrowed)),
                        drops::inTransit)
                .looks();
    }

    /** How long a connection has been away, look by look. */
    private final class Drops {

        private Optional<Duration> since = Optional.empty();

        Optional<String> inTransit(Sight sight) {
            Duration now = context.settings().time().elapsed();
            since =
                    sight.judgements().stream().anyMatch(Drops::dropped)
                            ? Optional.of(since.orElse(now))
                            : Optional.empty();
            Set<Reason> passing = EnumSet.copyOf(IN_TRANSIT);
            if (since.filter(begun -> now.minus(begun).compareTo(DROP) > 0).isEmpty()) {
                passing.addAll(DROPPED);
            }
            return ProvedPeers.inTransit(sight, passing);
        }

        private static boolean dropped(Judgement judgement) {
            return judgement.cause().filter(DROPPED::contains).isPresent();
        }
    }

    private StepContext narrowed(List<Direction> directions) {
        Federation part =
                context.whole()
                        .onlyPeerings(
                                peering ->
                                        directions.stream()
                                                .anyMatch(d -> d.peering().equals(peering)));
        return context.narrowedTo(part);
    }

    private Sight look(StepContext narrowed) {
        return look(narrowed, mesh -> FederationLook.at(narrowed, mesh));
    }

    private record Sight(SortedMap<Mesh, FederationLook> looks, List<Judgement> judgements) {

        Optional<Judgement> firstBad() {
            return judgements.stream().filter(judgement -> !judgement.good()).findFirst();
        }
    }

    private Sight look(StepContext narrowed, Function<Mesh, FederationLook> at) {
        Work<Mesh, FederationLook> work = Work.onMeshes(narrowed, at);
        if (!work.failures().isEmpty()) {
            throw work.failures().get(0).error();
        }
        SortedMap<Mesh, FederationLook> looks = VerifyFederationStep.looks(work);
        return new Sight(looks, new FederationSight(narrowed, looks).judge(judge));
    }

    /** What is still to come; what never comes is refused. */
    private static Optional<String> inTransit(Sight sight, Set<Reason> passing) {
        List<String> reasons = new ArrayList<>();
        for (Judgement judgement : sight.judgements()) {
            if (!judgement.good()) {
                if (judgement.cause().filter(passing::contains).isEmpty()) {
                    refuse(judgement);
                }
                reasons.add(judgement.direction() + ": " + judgement.inShort());
            }
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private static void refuse(Judgement judgement) {
        Direction direction = judgement.direction();
        throw new FederationException(
                ErrorClass.PRECOND,
                "no requests are sent over %s: %s".formatted(direction, judgement.inShort()),
                judgement.cause().filter(NOT_FEDERATED::contains).isPresent()
                        ? "It must be federated first: meshfed federate --peering "
                                + direction.peering()
                        : "It must be connected and in step in both directions. See why: meshfed verify-federation --peering "
                                + direction.peering());
    }
}
