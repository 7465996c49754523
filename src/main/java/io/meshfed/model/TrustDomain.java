package io.meshfed.model;

import static java.util.Objects.requireNonNull;

/** The realm in which a mesh's identities are unique; the peer's bundle is looked up by it. */
public record TrustDomain(String value) {

    public TrustDomain {
        requireNonNull(value);
        if (value.isBlank()) {
            throw new IllegalArgumentException("a trust domain cannot be empty");
        }
    }

    /**
     * The identity of a service account as Istio's policies write it: without {@code spiffe://}.
     * With the scheme istiod refuses the peer with 403, and an empty one opens the door to every
     * workload of the trusted mesh.
     */
    public String clientId(String namespace, String serviceAccount) {
        return "%s/ns/%s/sa/%s".formatted(value, namespace, serviceAccount);
    }

    @Override
    public String toString() {
        return value;
    }
}
