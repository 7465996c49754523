package io.meshfed.engine;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.model.ClusterRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The clusters of one run: a session each, and what they said once. */
public final class Clusters {

    private final ClusterSessions sessions;
    private final Journal journal = new Journal();
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();

    public Clusters(ClusterSessions sessions) {
        this.sessions = requireNonNull(sessions);
    }

    public ClusterSession session(ClusterRef cluster) {
        return sessions.open(cluster);
    }

    public Journal journal() {
        return journal;
    }

    Snapshot snapshot(ClusterRef cluster) {
        return snapshots.computeIfAbsent(cluster.name(), name -> new Snapshot(session(cluster)));
    }
}
