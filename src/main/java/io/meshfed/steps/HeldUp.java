package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.report.SafeText;
import io.meshfed.resource.PeerStatus;
import io.meshfed.steps.verify.Commands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Why an istiod does not do what it is waited for: one peer that it does not reach holds it up, and
 * every other with it. Says so, with the cure, as soon as it is seen; a wait of ten minutes would
 * not end otherwise.
 */
final class HeldUp {

    /** What istiod does by itself is done by then, and nobody asks the API server in vain. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final StepContext context;
    private final Direction direction;
    private List<String> unreachable;
    private List<String> warned = List.of();
    private Instant looked;

    /**
     * @param peers as they were seen before the wait
     */
    HeldUp(StepContext context, Direction direction, Observation peers) {
        this.context = context;
        this.direction = direction;
        this.unreachable = unreachable(peers);
        this.looked = context.settings().time().now();
    }

    /** The reason with its cause, where one is seen. */
    String because(String reason) {
        Instant now = context.settings().time().now();
        if (!looked.plus(LOOK_AGAIN).isAfter(now)) {
            unreachable = unreachable(FederationLook.peersOf(context, direction.local()));
            looked = now;
        }
        if (unreachable.isEmpty()) {
            return reason;
        }
        String names = SafeText.of(String.join(", ", unreachable));
        warnOnce(names);
        return "%s; istiod is probably held up by %s, which it does not reach"
                .formatted(reason, names);
    }

    private void warnOnce(String names) {
        if (unreachable.equals(warned)) {
            return;
        }
        warned = unreachable;
        context.settings()
                .progress()
                .warning(
                        "istiod of mesh '%s' does not reach its peer %s. After a minute of that it takes nothing in until it restarts: %s"
                                .formatted(
                                        direction.local().name(),
                                        names,
                                        Commands.restartIstiod(direction.local())));
    }

    private static List<String> unreachable(Observation peers) {
        return peers.all().values().stream()
                .filter(HeldUp::down)
                .map(peer -> peer.ref().name())
                .toList();
    }

    private static boolean down(ClusterObject peer) {
        return PeerStatus.of(peer)
                .filter(status -> status.pods().stream().noneMatch(e -> e.watch().connected()))
                .isPresent();
    }
}
