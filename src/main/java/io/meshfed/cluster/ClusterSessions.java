package io.meshfed.cluster;

import io.meshfed.model.ClusterRef;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Opens one session per cluster and keeps it until the run ends. */
public interface ClusterSessions extends AutoCloseable {

    /**
     * No request is sent by this. A context that does not exist is INPUT and names those that do.
     */
    ClusterSession open(ClusterRef cluster);

    /** The same for several clusters; what is wrong with their contexts is told of all at once. */
    default List<ClusterSession> openAll(Collection<ClusterRef> clusters) {
        List<ClusterSession> sessions = new ArrayList<>();
        List<FederationException> refused = new ArrayList<>();
        for (ClusterRef cluster : clusters) {
            try {
                sessions.add(open(cluster));
            } catch (FederationException unfit) {
                refused.add(unfit);
            }
        }
        if (refused.size() > 1) {
            throw new FederationException(
                    refused.get(0).errorClass(),
                    "%d clusters have no context that can be used".formatted(refused.size()),
                    refused.stream()
                            .map(FederationException::remedy)
                            .distinct()
                            .collect(Collectors.joining(" ")),
                    refused.stream().map(FederationException::getMessage).toList(),
                    refused.get(0));
        }
        if (!refused.isEmpty()) {
            throw refused.get(0);
        }
        return sessions;
    }

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
