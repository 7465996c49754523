package io.meshfed.sandbox.mesh;

/** What can be wrong with a mesh from its first moment on. */
public enum MeshFault {
    /** Its control plane installs, but an istiod is missing for ever. */
    NEVER_READY,
    /** Its load balancers get no address. */
    BALANCERS_PENDING,
    /** Its istiods never take in what its import sets ask for. */
    IMPORTS_IGNORED,
    /** Its istiods never fetch a peer's list. */
    NEVER_SYNCED,
    /** Of its istiods only the leader reaches peers. */
    ONE_ISTIOD_CONNECTED
}
