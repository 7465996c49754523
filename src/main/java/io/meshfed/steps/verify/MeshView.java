package io.meshfed.steps.verify;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen of the local mesh itself: its istiod pods that run now, with their start times, and
 * who it is to others.
 *
 * @param podsKnown false when the pods could not be listed; then every entry of a status counts
 * @param egressIdentity the client id that the remote mesh must expect of us; empty when not known
 */
public record MeshView(
        boolean podsKnown, SortedMap<String, Instant> runningPods, String egressIdentity) {

    public MeshView {
        runningPods = Collections.unmodifiableSortedMap(new TreeMap<>(runningPods));
        requireNonNull(egressIdentity);
    }

    public static MeshView podsUnknown() {
        return new MeshView(false, new TreeMap<>(), "");
    }

    /** From the mesh's istiod pods as listed; those that end or do not run are left out. */
    public static MeshView of(List<ClusterObject> istiodPods) {
        SortedMap<String, Instant> running = new TreeMap<>();
        for (ClusterObject pod : istiodPods) {
            if (runs(pod)) {
                running.put(pod.ref().name(), started(pod));
            }
        }
        return new MeshView(true, running, "");
    }

    public MeshView withEgressIdentity(String clientId) {
        return new MeshView(podsKnown, runningPods, clientId);
    }

    boolean counts(String pod) {
        return !podsKnown || runningPods.containsKey(pod);
    }

    boolean istiodDown() {
        return podsKnown && runningPods.isEmpty();
    }

    /** When the youngest of the pods started: what an istiod was stuck in ends with it. */
    Optional<Instant> lastStart() {
        return runningPods.values().stream().max(Instant::compareTo);
    }

    private static boolean runs(ClusterObject pod) {
        return pod.text("status", "phase").filter("Running"::equals).isPresent()
                && !pod.terminating();
    }

    /** A container that restarted in its pod counts as a start: istiod forgot everything. */
    private static Instant started(ClusterObject pod) {
        return pod.objects("status", "containerStatuses").stream()
                .flatMap(
                        container ->
                                Trees.text(container, "state", "running", "startedAt").stream())
                .flatMap(text -> PeerTimes.parsed(text).stream())
                .max(Instant::compareTo)
                .or(() -> pod.time("status", "startTime"))
                .or(pod::created)
                .orElse(Instant.MIN);
    }
}
