package io.meshfed.resource;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the istiod pods of the local mesh wrote into a ServiceMeshPeer: one entry per pod and list.
 * The entries are reported as they stand; which of them to believe is for others to judge, because
 * dead pods, frozen pods and pods in both lists are normal.
 */
public record PeerStatus(List<PodEntry> pods) {

    public PeerStatus {
        pods = List.copyOf(pods);
    }

    /**
     * Empty when no istiod has taken the peer in. That is not "not connected yet": a peer that was
     * taken in has an entry within a tenth of a second.
     */
    public static Optional<PeerStatus> of(ClusterObject peer) {
        List<PodEntry> found = new ArrayList<>();
        found.addAll(entries(peer, Listing.ACTIVE, "active"));
        found.addAll(entries(peer, Listing.INACTIVE, "inactive"));
        return found.isEmpty() ? Optional.empty() : Optional.of(new PeerStatus(found));
    }

    private static List<PodEntry> entries(ClusterObject peer, Listing listing, String list) {
        return peer.objects("status", "discoveryStatus", list).stream()
                .filter(element -> Trees.text(element, "pod").isPresent())
                .map(element -> PodEntry.of(listing, element))
                .toList();
    }

    /** In which of the two lists an entry stands. */
    public enum Listing {
        ACTIVE,
        INACTIVE
    }

    /** What one istiod pod wrote: its own watch, and the watches it serves. */
    public record PodEntry(String pod, Listing listing, Watch watch, List<Remote> remotes) {

        public PodEntry {
            requireNonNull(pod);
            requireNonNull(listing);
            requireNonNull(watch);
            remotes = List.copyOf(remotes);
        }

        static PodEntry of(Listing listing, Map<String, Object> element) {
            Map<String, Object> watch =
                    Trees.object(Trees.value(element, "watch").orElse(Map.of()));
            List<Remote> remotes =
                    Trees.objects(element, "remotes").stream().map(Remote::new).toList();
            return new PodEntry(
                    Trees.text(element, "pod").orElse(""), listing, new Watch(watch), remotes);
        }
    }

    /** The connection that the pod opened to the peer. */
    public record Watch(Map<String, Object> tree) {

        public Watch {
            requireNonNull(tree);
        }

        public boolean connected() {
            return Trees.flag(tree, "connected");
        }

        /** When the newest attempt began, whether or not it came to anything. */
        public Optional<Instant> lastConnected() {
            return StatusTime.at(tree, "lastConnected");
        }

        /** When a connection that had been up ended; failed attempts do not set it. */
        public Optional<Instant> lastDisconnect() {
            return StatusTime.at(tree, "lastDisconnect");
        }

        /**
         * Why the last attempt failed or the last connection ended. istiod never clears it, so it
         * says nothing while the watch is connected.
         */
        public String lastDisconnectStatus() {
            return Trees.text(tree, "lastDisconnectStatus").orElse("");
        }

        /** Moves while the watch is down, too: the full list is fetched on its own. */
        public Optional<Instant> lastFullSync() {
            return StatusTime.at(tree, "lastFullSync");
        }
    }

    /** A connection that an istiod pod of the peer opened to this pod. */
    public record Remote(Map<String, Object> tree) {

        public Remote {
            requireNonNull(tree);
        }

        public String source() {
            return Trees.text(tree, "source").orElse("");
        }

        public boolean connected() {
            return Trees.flag(tree, "connected");
        }

        public Optional<Instant> lastConnected() {
            return StatusTime.at(tree, "lastConnected");
        }

        public Optional<Instant> lastDisconnect() {
            return StatusTime.at(tree, "lastDisconnect");
        }

        public Optional<Instant> lastFullSync() {
            return StatusTime.at(tree, "lastFullSync");
        }
    }
}
