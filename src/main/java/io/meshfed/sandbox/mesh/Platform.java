package io.meshfed.sandbox.mesh;

/** What stands around the meshes of a world. */
public enum Platform {
    /** Nothing that federation does not need: no default gateways, no pods but the meshes' own. */
    BARE,
    /**
     * OpenShift with the mesh operator installed: Deployments run, meshes have default gateways.
     */
    WITH_OPERATOR,
    /** OpenShift as it comes: there is no mesh operator before somebody subscribes to it. */
    FRESH;

    boolean runsWorkloads() {
        return this != BARE;
    }
}
