package io.meshfed.engine;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.model.ClusterRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The clusters of one run: a session each, and what they said once. */
public final class Clusters {

    private final ClusterSessions sessions;
    private final WriteLocks locks;
    private final Journal journal = new Journal();
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();

    /** Shared with no other run. */
    public Clusters(ClusterSessions sessions) {
        this(sessions, WriteLocks.none());
    }

    /**
     * @param locks those of the sessions
     */
    public Clusters(ClusterSessions sessions, WriteLocks locks) {
        this.sessions = requireNonNull(sessions);
        this.locks = requireNonNull(locks);
    }

    public ClusterSession session(ClusterRef cluster) {
        return sessions.open(cluster);
    }

    public Journal journal() {
        return journal;
    }

    WriteLocks locks() {
        return locks;
    }

    /**
     * Nothing was written while others were: all that was read before is forgotten, and what was
     * noted of it.
     */
    void forget() {
        lookAgain();
        journal.clear();
        locks.forgotten();
    }

    /**
     * Lets other runs write until this one writes again, and forgets all that was read. Not while
     * anything is under way.
     */
    public void rest() {
        locks.rest();
        lookAgain();
    }

    /** Asked before each write; what it throws is what the write ends with. */
    public void guardWrites(Runnable guard) {
        locks.guard(guard);
    }

    /**
     * Whether somebody else was writing while we read; until {@link #readAgain} nothing is written.
     */
    public boolean mustReadAgain() {
        return locks.mustReadAgain();
    }

    /** Forgets all that was read, and lets writes through again. What was written stays noted. */
    public void readAgain() {
        lookAgain();
        locks.forgotten();
    }

    /** All that was read before is forgotten; what was written stays noted. */
    void lookAgain() {
        snapshots.clear();
    }

    Snapshot snapshot(ClusterRef cluster) {
        return snapshots.computeIfAbsent(cluster.name(), name -> new Snapshot(session(cluster)));
    }
}
