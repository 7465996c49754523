package io.meshfed.model;

/** The successor of the meshes that meshfed federates, as far as a cluster that has it is told. */
public final class ServiceMesh3 {

    /** The API group that a cluster with it serves. */
    public static final String GROUP = "sailoperator.io";

    /** What to do about it. */
    public static final String REMEDY =
            "Service Mesh 3 joins meshes in another way, by shared roots and remote secrets of istio's multi-cluster mode; meshfed federates Service Mesh 2.1 to 2.6. Take the mesh out of the federation file, or run it with Service Mesh 2 in another cluster.";

    private ServiceMesh3() {}
}
