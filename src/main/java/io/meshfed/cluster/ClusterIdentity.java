package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

/**
 * Which cluster answers behind a context.
 *
 * @param source where the id comes from: {@code ClusterVersion} on OpenShift, else {@code
 *     kube-system}'s UID
 * @param server URL of the API server
 */
public record ClusterIdentity(String id, String source, String server) {

    public ClusterIdentity {
        requireNonNull(id);
        requireNonNull(source);
        requireNonNull(server);
    }
}
