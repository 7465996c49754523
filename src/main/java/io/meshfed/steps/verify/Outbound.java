package io.meshfed.steps.verify;

import io.meshfed.resource.PeerStatus;
import io.meshfed.resource.PeerStatus.PodEntry;
import io.meshfed.resource.PeerStatus.Remote;
import io.meshfed.resource.PeerStatus.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The watches of one mesh to one peer, after what is known to be wrong in a status was taken out:
 * pods that no longer run (they stay listed, connected, for up to a minute), and of a pod in both
 * lists the older entry.
 *
 * @param entries all entries of living pods; times and remotes are taken from any of them
 * @param newest the entry to believe, by pod
 */
record Outbound(List<PodEntry> entries, SortedMap<String, PodEntry> newest) {

    static Optional<Outbound> of(PeerStatus status, MeshView mesh) {
        List<PodEntry> living =
                status.pods().stream().filter(entry -> mesh.counts(entry.pod())).toList();
        SortedMap<String, PodEntry> newest = new TreeMap<>();
        for (PodEntry entry : living) {
            newest.merge(entry.pod(), entry, Outbound::younger);
        }
        return living.isEmpty() ? Optional.empty() : Optional.of(new Outbound(living, newest));
    }

    /**
     * After a loss and a return the first of two pods stands in both lists, up in the one and down
     * in the other, until the next change; which is left over shows only in the times.
     */
    private static PodEntry younger(PodEntry one, PodEntry other) {
        int byTime = lastMove(one.watch()).compareTo(lastMove(other.watch()));
        if (byTime != 0) {
            return byTime > 0 ? one : other;
        }
        return other.watch().connected() ? other : one;
    }

    private static Instant lastMove(Watch watch) {
        return DirectionView.newest(List.of(watch.lastConnected(), watch.lastDisconnect()))
                .orElse(Instant.MIN);
    }

    boolean connected() {
        return newest.values().stream().anyMatch(entry -> entry.watch().connected());
    }

    long connectedPods() {
        return newest.values().stream().filter(entry -> entry.watch().connected()).count();
    }

    /**
     * Of the pods that are not connected the one that tried last: its reason is the current one.
     */
    Optional<PodEntry> failing() {
        return newest.values().stream()
                .filter(entry -> !entry.watch().connected())
                .max(
                        Comparator.comparing(
                                        (PodEntry entry) ->
                                                entry.watch().lastConnected().orElse(Instant.MIN))
                                .thenComparing(entry -> lastMove(entry.watch())));
    }

    /**
     * A pod that is down and still trying. The element of the first of two pods may stand frozen
     * while the pod is well, so an old entry proves nothing.
     */
    Optional<PodEntry> failingLately(Instant now, Duration longestBackOff) {
        return failing()
                .filter(
                        entry ->
                                PeerTimes.age(lastMove(entry.watch()), now)
                                                .compareTo(longestBackOff)
                                        <= 0);
    }

    /** The newest over all entries: with two pods that of the first one stands still for ever. */
    Optional<Instant> lastFullSync() {
        return newestOf(entries, entry -> entry.watch().lastFullSync());
    }

    Optional<Instant> lastDisconnect() {
        return newestOf(newest.values(), entry -> entry.watch().lastDisconnect());
    }

    /** When the newest connection that is up began. */
    Optional<Instant> upSince() {
        List<PodEntry> up =
                newest.values().stream().filter(entry -> entry.watch().connected()).toList();
        return newestOf(up, entry -> entry.watch().lastConnected());
    }

    List<String> sources() {
        List<String> sources = new ArrayList<>();
        for (PodEntry entry : entries) {
            entry.remotes().stream()
                    .filter(Remote::connected)
                    .map(Remote::source)
                    .forEach(sources::add);
        }
        return sources.stream().distinct().sorted().toList();
    }

    /** The peer's watches land on any pod, so one connected remote anywhere is enough. */
    boolean inbound() {
        return entries.stream()
                .flatMap(entry -> entry.remotes().stream())
                .anyMatch(Remote::connected);
    }

    private static Optional<Instant> newestOf(
            Collection<PodEntry> some, Function<PodEntry, Optional<Instant>> time) {
        return some.stream().flatMap(entry -> time.apply(entry).stream()).max(Instant::compareTo);
    }
}
