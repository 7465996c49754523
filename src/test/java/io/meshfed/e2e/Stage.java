package io.meshfed.e2e;

import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.MeshHandle;
import java.nio.file.Path;
import java.util.List;

/** The clusters that a run plays on, and what a test can do to them behind meshfed's back. */
interface Stage extends AutoCloseable {

    /** How much faster than a real mesh. */
    int speed();

    Path kubeconfig();

    /** Past meshfed: an edit through it is somebody else's. */
    ObjectStore store(String cluster);

    MeshHandle mesh(String name);

    /** What meshfed sent to the cluster since {@link #forgetRequests}. */
    List<Sent> requests(String cluster);

    void forgetRequests();

    @Override
    void close();

    /**
     * A request.
     *
     * @param what {@code PATCH /api/v1/namespaces/a/configmaps/b}
     * @param write whether it was meant to change what is stored
     */
    record Sent(String cluster, String what, boolean write) {
        @Override
        public String toString() {
            return cluster + ": " + what;
        }
    }
}
