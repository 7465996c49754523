package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.util.Optional;

/**
 * Who among the istiods of a mesh is the leader. A lease given back is free for an istiod that
 * starts, but one that waits looks again only later; a lease of the dead runs out first.
 */
final class Lease {

    private static final Duration WAITING_LOOKS = Duration.ofSeconds(40);
    private static final Duration RUNS_OUT = Duration.ofSeconds(60);

    private final ControlPlane mesh;
    private Optional<Istiod> holder = Optional.empty();
    private boolean heldByTheDead;

    Lease(ControlPlane mesh) {
        this.mesh = mesh;
    }

    Optional<Istiod> holder() {
        return holder.filter(Istiod::alive);
    }

    void started(Istiod istiod) {
        if (holder().isEmpty() && !heldByTheDead) {
            holder = Optional.of(istiod);
        }
    }

    void stopped(Istiod istiod, boolean graceful) {
        if (holder.filter(istiod::equals).isEmpty()) {
            return;
        }
        holder = Optional.empty();
        heldByTheDead = !graceful;
        mesh.clock()
                .after(
                        graceful ? WAITING_LOOKS : RUNS_OUT,
                        () -> {
                            heldByTheDead = false;
                            takeOver();
                        });
    }

    private void takeOver() {
        if (holder().isEmpty()) {
            holder = mesh.istiods().stream().findFirst();
            holder.ifPresent(Istiod::publishAll);
        }
    }
}
