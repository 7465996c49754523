package io.meshfed.steps.verify;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Believes a direction only after several good looks in a row: 45 s after a change of exports every
 * watch drops for a second, and a pod that was killed stays listed as connected. A bad look starts
 * the count again and means no more than that. Not thread-safe; knows no clock, so whoever feeds it
 * says how often.
 */
public final class StableVerdict {

    private final int needed;
    private final SortedMap<Direction, Integer> inARow = new TreeMap<>();
    private final SortedMap<Direction, Judgement> last = new TreeMap<>();

    public StableVerdict(Collection<Direction> directions, int needed) {
        if (needed < 1) {
            throw new IllegalArgumentException("at least one look is needed");
        }
        this.needed = needed;
        directions.forEach(direction -> inARow.put(direction, 0));
    }

    /** Of directions it was not made for it takes no notice. */
    public void sample(Judgement judgement) {
        Direction direction = judgement.direction();
        if (inARow.containsKey(direction)) {
            last.put(direction, judgement);
            inARow.merge(direction, 1, (before, one) -> judgement.good() ? before + one : 0);
        }
    }

    /** Starts all counts again, as after a restart of an istiod. */
    public void forget() {
        inARow.replaceAll((direction, count) -> 0);
        last.clear();
    }

    public boolean verified(Direction direction) {
        return inARow.getOrDefault(direction, 0) >= needed;
    }

    public boolean verified() {
        return inARow.keySet().stream().allMatch(this::verified);
    }

    /** Sorted. */
    public List<Direction> unverified() {
        return inARow.keySet().stream().filter(direction -> !verified(direction)).toList();
    }

    public Optional<Judgement> last(Direction direction) {
        return Optional.ofNullable(last.get(direction));
    }

    /** One per direction that was looked at, sorted by direction. */
    public List<Judgement> last() {
        return List.copyOf(last.values());
    }

    /** No more is to be heard of a mesh: its directions are neither open nor verified. */
    public void leaveOut(Mesh mesh) {
        inARow.keySet().removeIf(direction -> touches(direction, mesh));
        last.keySet().removeIf(direction -> touches(direction, mesh));
    }

    private static boolean touches(Direction direction, Mesh mesh) {
        return direction.peering().joins(mesh.name());
    }

    /** What all the last looks together advise. */
    public SortedSet<Mesh> restartAdvice() {
        SortedSet<Mesh> meshes = new TreeSet<>();
        last.values().forEach(judgement -> meshes.addAll(judgement.restartAdvice()));
        return Collections.unmodifiableSortedSet(meshes);
    }

    /** {@code rosa -> aro: unreachable: 503 Service Unavailable (0 of 3 checks)}. */
    public String progress(Direction direction) {
        String seen = last(direction).map(Judgement::inShort).orElse("not looked at yet");
        return "%s: %s (%d of %d checks)"
                .formatted(
                        direction,
                        seen,
                        Math.min(needed, inARow.getOrDefault(direction, 0)),
                        needed);
    }

    /** Of the first direction that is not verified; empty when all are. */
    public String progress() {
        List<Direction> open = unverified();
        if (open.isEmpty()) {
            return "";
        }
        String more = open.size() == 1 ? "" : ", and %d more".formatted(open.size() - 1);
        return progress(open.get(0)) + more;
    }
}
