package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Applied;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.resource.ServiceRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object that a promotion changes, or leaves only because it is right already.
 *
 * @param mesh in whose cluster it is
 * @param states that it is brought to, in order; some may be what it is already
 * @param part of a set that all services share, the part that is touched; empty for the whole of an
 *     object
 */
record Touched(
        Mesh mesh,
        ObjectRef ref,
        Role role,
        Before before,
        List<PlannedState> states,
        Optional<ServiceRules> part) {

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
        requireNonNull(part);
    }

    Touched(Mesh mesh, ObjectRef ref, Role role, Before before, List<PlannedState> states) {
        this(mesh, ref, role, before, states, Optional.empty());
    }

    /** What is to be applied to bring it there: what others share with it stays as it is now. */
    Manifest wanted(Manifest planned, Optional<ClusterObject> live) {
        if (part.isEmpty() || live.isPresent() && Applied.of(live.get()).isEmpty()) {
            return planned;
        }
        Manifest there = live.flatMap(Applied::of).orElseGet(() -> ServiceRules.bare(planned));
        return part.get().on(there, planned);
    }

    private boolean reached(PlannedState state, Optional<ClusterObject> live) {
        return state.manifest()
                .map(wanted -> PlannedState.of(state.phase(), state.step(), wanted(wanted, live)))
                .orElse(state)
                .reached(live);
    }

    /** What was meant to be; what is there then may be a part of the way. */
    Optional<String> moved(Optional<ClusterObject> live) {
        boolean expected =
                asBefore(live) || states.stream().anyMatch(state -> reached(state, live));
        return expected ? Optional.empty() : Optional.of(difference(live));
    }

    /** Whether our fields are as before, and nobody else has put the object there or away. */
    boolean asBefore(Optional<ClusterObject> live) {
        if (before instanceof Before.There there) {
            return live.filter(now -> same(there, now)).isPresent();
        }
        return live.isEmpty() || part.isPresent() && forOthers(live.get());
    }

    /** It was not there, and came for what is none of ours. */
    private boolean forOthers(ClusterObject live) {
        return Applied.of(live)
                .filter(there -> !part.get().in(there) && !ServiceRules.empty(there))
                .isPresent();
    }

    /** What others wrote into the set, whoever owns the list, is not deleted with it. */
    boolean isUsedByOthers(Optional<ClusterObject> live) {
        return part.isPresent()
                && live.filter(now -> part.get().others(now.object("spec"), ref)).isPresent();
    }

    private boolean same(Before.There there, ClusterObject now) {
        return there.applied()
                .map(applied -> Applied.settled(wanted(applied, Optional.of(now)), now))
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
            there.applied().map(was -> wanted(was, live)).ifPresent(expected::add);
        }
        states.forEach(
                state -> state.manifest().map(set -> wanted(set, live)).ifPresent(expected::add));
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
