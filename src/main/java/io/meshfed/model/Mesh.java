package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One control plane with its members.
 *
 * @param namespace of the control plane
 * @param controlPlane name of the ServiceMeshControlPlane
 * @param trustDomainOverride empty when the trust domain is read from the control plane
 * @param rootConfigMap where the mesh publishes its own root certificates; Istio's default is
 *     {@value #DEFAULT_ROOT_CONFIG_MAP}
 */
public record Mesh(
        String name,
        ClusterRef cluster,
        String namespace,
        String controlPlane,
        Stage stage,
        GatewayMode gateways,
        String trustDomainOverride,
        String rootConfigMap)
        implements Comparable<Mesh> {

    public static final String DEFAULT_ROOT_CONFIG_MAP = "istio-ca-root-cert";

    public Mesh {
        requireNonNull(name);
        requireNonNull(cluster);
        requireNonNull(namespace);
        requireNonNull(controlPlane);
        requireNonNull(stage);
        requireNonNull(gateways);
        requireNonNull(trustDomainOverride);
        requireNonNull(rootConfigMap);
    }

    public Optional<TrustDomain> declaredTrustDomain() {
        return trustDomainOverride.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrustDomain(trustDomainOverride));
    }

    @Override
    public int compareTo(Mesh other) {
        return name.compareTo(other.name);
    }
}
