package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Applied;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.promotion.Phase;
import java.util.Optional;

/**
 * What an object is to be from a phase on.
 *
 * @param step of the ramp, from 0; 0 where the phase is of no step
 */
record PlannedState(Phase phase, int step, Wish wish) {

    /** What is to become of an object. */
    public sealed interface Wish {}

    /** It is to have these fields. */
    public record Fields(Manifest manifest) implements Wish {
        public Fields {
            requireNonNull(manifest);
        }
    }

    /** It is to be gone. */
    public record Gone() implements Wish {}

    public PlannedState {
        requireNonNull(phase);
        requireNonNull(wish);
    }

    static PlannedState of(Phase phase, int step, Manifest manifest) {
        return new PlannedState(phase, step, new Fields(manifest));
    }

    static PlannedState gone(Phase phase) {
        return new PlannedState(phase, 0, new Gone());
    }

    Optional<Manifest> manifest() {
        return wish instanceof Fields fields ? Optional.of(fields.manifest()) : Optional.empty();
    }

    boolean reached(Optional<ClusterObject> live) {
        return manifest()
                .map(wanted -> live.filter(found -> Applied.settled(wanted, found)).isPresent())
                .orElse(live.isEmpty());
    }
}
