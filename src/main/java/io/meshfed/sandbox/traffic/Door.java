package io.meshfed.sandbox.traffic;

import io.meshfed.sandbox.mesh.MeshState.MeshKey;
import io.meshfed.sandbox.traffic.Proxies.ServicePort;

/** Where the requests for one host go in. */
sealed interface Door {

    /** What a request's path must begin with; empty for any. */
    String path();

    /** To a gateway of a mesh. */
    record Gateway(String path, MeshKey mesh, ServicePort port) implements Door {}

    /** Straight to pods, past any mesh. */
    record Direct(String path, Upstream upstream) implements Door {}
}
