package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Applied;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object that a promotion changes, or leaves only because it is right already.
 *
 * @param mesh in whose cluster it is
 * @param states that it is brought to, in order; some may be what it is already
 */
record Touched(Mesh mesh, ObjectRef ref, Role role, Before before, List<PlannedState> states) {

    /** Which part of a promotion it belongs to. */
    public enum Role {
        EXPORTS,
        IMPORTS,
        ROUTE,
        MEMBER,
        INVENTORY
    }

    public Touched {
        requireNonNull(mesh);
        requireNonNull(ref);
        requireNonNull(role);
        requireNonNull(before);
        states = List.copyOf(states);
    }

    /** What was meant to be; what is there then may be a part of the way. */
    Optional<String> moved(Optional<ClusterObject> live) {
        boolean expected = asBefore(live) || states.stream().anyMatch(state -> state.reached(live));
        return expected ? Optional.empty() : Optional.of(difference(live));
    }

    /** Whether our fields are as before, and nobody else has put the object there or away. */
    boolean asBefore(Optional<ClusterObject> live) {
        if (before instanceof Before.There there) {
            return live.filter(now -> same(there, now)).isPresent();
        }
        return live.isEmpty();
    }

    private static boolean same(Before.There there, ClusterObject now) {
        return there.applied()
                .map(applied -> Applied.settled(applied, now))
                .orElseGet(() -> Applied.of(now).isEmpty());
    }

    /** Told by the fields that differ from what we had applied last. */
    private String difference(Optional<ClusterObject> live) {
        String what = "%s of mesh '%s'".formatted(ref, mesh.name());
        if (live.isEmpty()) {
            return what + " is gone";
        }
        List<String> nearest = new ArrayList<>();
        Optional<Manifest> applied = Applied.of(live.get());
        List<Manifest> expected = new ArrayList<>();
        if (before instanceof Before.There there) {
            there.applied().ifPresent(expected::add);
        }
        states.forEach(state -> state.manifest().ifPresent(expected::add));
        for (Manifest manifest : expected) {
            List<String> fields = fields(applied, live.get(), manifest);
            if (nearest.isEmpty() || (!fields.isEmpty() && fields.size() < nearest.size())) {
                nearest = fields;
            }
        }
        if (nearest.isEmpty()) {
            return what
                    + (before instanceof Before.There
                            ? " has the values that we applied, and some of them belong to somebody else now"
                            : " is there, and was not");
        }
        return what + ": " + String.join("; ", nearest);
    }

    private static List<String> fields(
            Optional<Manifest> applied, ClusterObject live, Manifest expected) {
        List<String> told = new ArrayList<>();
        PlannedFields.between(live.tree(), applied, Optional.of(expected))
                .forEach((path, field) -> told.add(PlannedFields.moved(path, field)));
        return told;
    }
}
