package io.meshfed.sandbox.traffic;

import io.meshfed.sandbox.mesh.MeshState.MeshKey;
import java.util.Map;

/** What a request can be sent to. */
sealed interface Endpoint {

    /** The same for the same one after a change of the configuration. */
    String id();

    Map<String, String> labels();

    Place place();

    /**
     * A pod.
     *
     * @param id cluster, namespace and name
     */
    record Pod(String id, Map<String, String> labels, Place place, Workload workload)
            implements Endpoint {

        public Pod {
            labels = Map.copyOf(labels);
        }
    }

    /** The way to a peer that exports the service. */
    record Peer(
            MeshKey from, String peer, String exportedName, Map<String, String> labels, Place place)
            implements Endpoint {

        public Peer {
            labels = Map.copyOf(labels);
        }

        @Override
        public String id() {
            return from.cluster() + "/" + from.namespace() + "/" + peer + "/" + exportedName;
        }
    }
}
