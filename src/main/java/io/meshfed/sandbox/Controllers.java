package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.BackOff;
import io.meshfed.sandbox.mesh.MeshClock;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.sandbox.mesh.MeshWorld;
import io.meshfed.sandbox.mesh.Outlets;
import io.meshfed.sandbox.mesh.WorldOptions;
import io.meshfed.sandbox.pki.CertificateAuthority;
import java.util.Random;
import java.util.UUID;

/** The mesh controllers of a federation, whatever keeps their objects. */
final class Controllers implements AutoCloseable {

    private static final int SUFFIX = 5;

    private final Federation federation;
    private final MeshClock clock;
    private final MeshWorld world;

    /** What is wrong from the start is wrong when this returns. */
    Controllers(Federation federation, SandboxOptions options) {
        this.federation = federation;
        this.clock = MeshClock.fasterBy(options.speed());
        this.world =
                new MeshWorld(
                        clock,
                        new WorldOptions(
                                options.replicas(),
                                BackOff.exponential(new Random()),
                                name -> CertificateAuthority.create(name).pem(),
                                count -> UUID.randomUUID().toString().substring(0, SUFFIX)));
        options.faults()
                .forEach((mesh, faults) -> faults.forEach(fault -> mesh(mesh).set(fault, true)));
    }

    void run(ClusterRef cluster, ObjectStore store) {
        world.add(cluster.name(), Outlets.Flavour.of(cluster.name()), store);
    }

    /** Where the file itself says how a gateway is reached, that is how it is reached. */
    void leadDeclaredAddresses() {
        for (Direction direction : federation.directions()) {
            int declared = direction.localSide().discoveryPort();
            int port = declared == 0 ? PeerEndpoint.DISCOVERY_PORT : declared;
            for (String address : direction.localSide().addresses()) {
                mesh(direction.local().name()).lead(address, port, direction.ingressName());
            }
        }
    }

    /**
     * @param name as the federation file calls the mesh
     */
    MeshHandle mesh(String name) {
        Mesh mesh =
                federation
                        .mesh(name)
                        .orElseThrow(() -> new IllegalArgumentException("no mesh '" + name + "'"));
        return world.mesh(mesh.cluster().name(), mesh.namespace());
    }

    @Override
    public void close() {
        world.close();
        clock.close();
    }
}
