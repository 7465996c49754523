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

    /** Counts holders, so that the time that an earlier one left behind ends nothing of a later. */
    private int terms;

    Lease(ControlPlane mesh) {
        this.mesh = mesh;
    }

    Optional<Istiod> holder() {
        return holder.filter(Istiod::alive);
    }

    void started(Istiod istiod) {
        if (holder().isEmpty() && !heldByTheDead) {
            lead(istiod);
        }
    }

    private void lead(Istiod istiod) {
        holder = Optional.of(istiod);
        terms++;
    }

    void stopped(Istiod istiod, boolean graceful) {
        if (holder.filter(istiod::equals).isEmpty()) {
            return;
        }
        holder = Optional.empty();
        heldByTheDead = !graceful;
        int ended = terms;
        mesh.clock()
                .after(
                        graceful ? WAITING_LOOKS : RUNS_OUT,
                        () -> {
                            if (ended == terms) {
                                heldByTheDead = false;
                                takeOver();
                            }
                        });
    }

    private void takeOver() {
        if (holder().isEmpty()) {
            mesh.istiods().stream().findFirst().ifPresent(this::lead);
            holder.ifPresent(Istiod::publishAll);
        }
    }
}
