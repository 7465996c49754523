package io.meshfed.testing;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.model.ClusterRef;
import java.util.Map;
import java.util.TreeMap;

/** Real sessions, with somebody listening. */
public final class HookedSessions implements ClusterSessions {

    private final ClusterSessions sessions;
    private final RunHook hook;
    private final Map<String, ClusterSession> open = new TreeMap<>();

    public HookedSessions(ClusterSessions sessions, RunHook hook) {
        this.sessions = sessions;
        this.hook = hook;
    }

    @Override
    public synchronized ClusterSession open(ClusterRef cluster) {
        return open.computeIfAbsent(
                cluster.name(), name -> new HookedSession(sessions.open(cluster), hook));
    }

    @Override
    public void close() {
        sessions.close();
    }
}
