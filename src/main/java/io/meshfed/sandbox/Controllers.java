package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.BackOff;
import io.meshfed.sandbox.mesh.MeshClock;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.sandbox.mesh.MeshState.MeshKey;
import io.meshfed.sandbox.mesh.MeshWorld;
import io.meshfed.sandbox.mesh.Outlets;
import io.meshfed.sandbox.mesh.WorldOptions;
import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.sandbox.traffic.AccessLog;
import io.meshfed.sandbox.traffic.Traffic;
import io.meshfed.sandbox.workload.WorkloadControllers;
import java.util.Random;
import java.util.UUID;

/** The mesh controllers of a federation, whatever keeps their objects. */
final class Controllers implements AutoCloseable {

    private static final int SUFFIX = 5;

    private final Federation federation;
    private final MeshClock clock;
    private final MeshWorld world;
    private final WorkloadControllers workloads;
    private final Traffic traffic;

    /** What is wrong from the start is wrong when this returns. */
    Controllers(Federation federation, SandboxOptions options, AccessLog log) {
        this.federation = federation;
        this.clock = MeshClock.fasterBy(options.speed());
        this.world =
                new MeshWorld(
                        clock,
                        new WorldOptions(
                                options.replicas(),
                                BackOff.exponential(new Random()),
                                name -> CertificateAuthority.create(name).pem(),
                                count -> UUID.randomUUID().toString().substring(0, SUFFIX),
                                options.platform()));
        this.workloads = new WorkloadControllers(clock);
        this.traffic = new Traffic(world, clock, this::name, log);
        try {
            traffic.listen(options.routesPort());
        } catch (FederationException noPort) {
            close();
            throw noPort;
        }
        options.faults()
                .forEach((mesh, faults) -> faults.forEach(fault -> mesh(mesh).set(fault, true)));
    }

    void run(ClusterRef cluster, ObjectStore store) {
        world.add(cluster.name(), Outlets.Flavour.of(cluster.name()), store);
        workloads.run(cluster.name(), store);
        traffic.add(cluster.name(), store);
    }

    /**
     * What the file calls a mesh; one that it does not know has the name of its namespace, without
     * what such names usually end in.
     */
    private String name(MeshKey key) {
        return federation.meshes().stream()
                .filter(mesh -> mesh.cluster().name().equals(key.cluster()))
                .filter(mesh -> mesh.namespace().equals(key.namespace()))
                .map(Mesh::name)
                .findFirst()
                .orElseGet(() -> key.namespace().replaceFirst("(?<=.)-istio-system$", ""));
    }

    Traffic traffic() {
        return traffic;
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
        traffic.close();
        workloads.close();
        world.close();
        clock.close();
    }
}
