package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.Waiting;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Words;
import io.meshfed.resource.ExportedServiceSets;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.verify.Commands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Withdraws everything that a mesh exports to a peer, and waits until istiod has done it. A peer
 * object deleted while something is exported locks istiod's only worker until istiod restarts (seen
 * with istiod 2.5).
 */
final class Drain {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private Drain() {}

    /**
     * Does nothing when there is no export set; waits for nothing when there is no peer that istiod
     * would handle it for. Where there is one, a set that is missing is looked for once more, and
     * only a look after the write counts: what was seen before it may be older than what istiod has
     * exported since.
     *
     * @return whether something was still exported
     */
    static boolean exports(
            StepContext context, Direction direction, Observation sets, Observation peers) {
        ObjectRef ref = FederationObjects.exports(direction);
        boolean handled = peers.of(FederationObjects.peer(direction)).isPresent();
        boolean missing = handled && sets.of(ref).isEmpty();
        Observation seen = missing ? observe(context, direction) : sets;
        Optional<ClusterObject> live = seen.of(ref);
        if (live.isEmpty()) {
            return false;
        }
        context.apply(
                direction.local(),
                ExportedServiceSets.drained(context.whole().name(), direction),
                seen);
        boolean exporting = exported(live.get()) > 0;
        return handled && !context.settings().dryRun()
                ? await(context, direction, ref, peers) || exporting
                : exporting;
    }

    /**
     * That the set is gone, which stood when it was written, is believed when it is said twice.
     *
     * @return whether there was anything to wait for
     */
    private static boolean await(
            StepContext context, Direction direction, ObjectRef ref, Observation peers) {
        AtomicBoolean exporting = new AtomicBoolean();
        HeldUp heldUp = new HeldUp(context, direction, peers);
        ClusterSession session = context.sessionFor(direction.local());
        new Waiting(
                        "%s to export nothing to '%s'"
                                .formatted(direction.local().name(), direction.peerName()),
                        "istiod of mesh '%s' does not take the empty set in. Restart it, then run the same command again: %s"
                                .formatted(
                                        direction.local().name(),
                                        Commands.restartIstiod(direction.local())),
                        LOOK_EVERY)
                .until(
                        context.settings(),
                        () -> session.find(ref).or(() -> session.find(ref)),
                        set -> {
                            Optional<String> reason = stillExported(set).map(heldUp::because);
                            exporting.compareAndSet(false, reason.isPresent());
                            return reason;
                        });
        return exporting.get();
    }

    private static Optional<String> stillExported(Optional<ClusterObject> set) {
        int left = set.map(Drain::exported).orElse(0);
        return left == 0
                ? Optional.empty()
                : Optional.of("it still exports %s".formatted(Words.count(left, "service")));
    }

    private static int exported(ClusterObject set) {
        return set.objects("status", "exportedServices").size();
    }

    static Observation observe(StepContext context, Direction direction) {
        return context.sessionFor(direction.local())
                .findAll(
                        ResourceTypes.EXPORTS,
                        direction.local().namespace(),
                        List.of(direction.peerName()));
    }
}
