package io.meshfed.cluster;

import io.meshfed.model.ClusterRef;

/** Opens one session per cluster and keeps it until the run ends. */
public interface ClusterSessions extends AutoCloseable {

    /**
     * No request is sent by this. A context that does not exist is INPUT and names those that do.
     */
    ClusterSession open(ClusterRef cluster);

    @Override
    void close();

    /** For runs that reach no cluster. */
    static ClusterSessions none() {
        return new ClusterSessions() {
            @Override
            public ClusterSession open(ClusterRef cluster) {
                throw new IllegalStateException("this run reaches no cluster");
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }
}
