package io.meshfed.resource;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;

/**
 * The names of the objects that make up one direction, all in the local control plane's namespace.
 */
public final class FederationObjects {

    private FederationObjects() {}

    public static ObjectRef peer(Direction direction) {
        return new ObjectRef(
                ResourceTypes.PEER, direction.local().namespace(), direction.peerName());
    }

    public static ObjectRef exports(Direction direction) {
        return new ObjectRef(
                ResourceTypes.EXPORTS, direction.local().namespace(), direction.peerName());
    }

    public static ObjectRef imports(Direction direction) {
        return new ObjectRef(
                ResourceTypes.IMPORTS, direction.local().namespace(), direction.peerName());
    }

    /** Where the remote mesh's roots are injected. */
    public static ObjectRef injectedRoots(Direction direction) {
        return new ObjectRef(
                ResourceTypes.CONFIG_MAP, direction.local().namespace(), direction.caConfigMap());
    }

    /** Where a mesh publishes its own roots. Never written: istiod would put it back. */
    public static ObjectRef ownRoots(Mesh mesh) {
        return new ObjectRef(ResourceTypes.CONFIG_MAP, mesh.namespace(), mesh.rootConfigMap());
    }

    public static ObjectRef controlPlane(Mesh mesh) {
        return new ObjectRef(ResourceTypes.CONTROL_PLANE, mesh.namespace(), mesh.controlPlane());
    }

    public static ObjectRef istiod(Mesh mesh) {
        return new ObjectRef(
                ResourceTypes.DEPLOYMENT, mesh.namespace(), "istiod-" + mesh.controlPlane());
    }

    /** Selects the istiod pods of a mesh. */
    public static String istiodPods(Mesh mesh) {
        return "app=istiod,istio.io/rev=" + mesh.controlPlane();
    }
}
