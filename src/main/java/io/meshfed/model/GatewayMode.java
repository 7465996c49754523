package io.meshfed.model;

/** Who makes the federation gateways of a control plane. */
public enum GatewayMode {
    /** They are there; what is missing is reported with the YAML to add. */
    EXISTING,
    /**
     * meshfed adds its own entries to the ServiceMeshControlPlane and touches no other field of it.
     */
    MANAGED
}
