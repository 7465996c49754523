package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.sandbox.api.DirectApi;
import io.meshfed.sandbox.mesh.BackOff;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.sandbox.mesh.MeshState.MeshKey;
import io.meshfed.sandbox.mesh.MeshWorld;
import io.meshfed.sandbox.mesh.Outlets;
import io.meshfed.sandbox.mesh.Platform;
import io.meshfed.sandbox.mesh.VirtualClock;
import io.meshfed.sandbox.mesh.WorldOptions;
import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.sandbox.traffic.Traffic;
import io.meshfed.sandbox.workload.WorkloadControllers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The clusters of a federation file in virtual time and without sockets: two of them that are
 * treated the same do the same.
 */
public final class VirtualSandbox {

    /** Made once: keys are slow. */
    private static final List<String> ROOTS = new ArrayList<>();

    private final Federation federation;
    private final MeshWorld world;
    private final Map<String, DirectApi> apis = new LinkedHashMap<>();
    private final Traffic traffic;
    private int rootsGiven;

    /**
     * @param platform where it runs workloads they have endpoints, and requests come in
     */
    public VirtualSandbox(Federation federation, VirtualClock clock, Platform platform) {
        this.federation = federation;
        this.world =
                new MeshWorld(
                        clock,
                        new WorldOptions(
                                1,
                                BackOff.exponential(new Random(7)),
                                name -> root(rootsGiven++),
                                "p%04d"::formatted,
                                platform));
        this.traffic = new Traffic(world, clock, this::name, (c, n, p, container, line) -> {});
        WorkloadControllers workloads = new WorkloadControllers(clock);
        for (ClusterRef cluster : federation.clusters()) {
            DirectApi api = DirectApi.of(cluster.name(), clock::now);
            apis.put(cluster.name(), api);
            new Seed(federation, cluster, api.store()).plant();
            world.add(cluster.name(), Outlets.Flavour.of(cluster.name()), api.store());
            if (platform != Platform.BARE) {
                workloads.run(cluster.name(), api.store());
                traffic.add(cluster.name(), api.store());
            }
        }
    }

    private String name(MeshKey key) {
        return federation.meshes().stream()
                .filter(mesh -> mesh.cluster().name().equals(key.cluster()))
                .filter(mesh -> mesh.namespace().equals(key.namespace()))
                .map(Mesh::name)
                .findFirst()
                .orElseThrow();
    }

    private static String root(int number) {
        synchronized (ROOTS) {
            while (ROOTS.size() <= number) {
                ROOTS.add(CertificateAuthority.create("root " + ROOTS.size()).pem());
            }
            return ROOTS.get(number);
        }
    }

    public DirectApi api(String cluster) {
        return apis.get(cluster);
    }

    /** How requests from outside are answered, where workloads run. */
    public Traffic traffic() {
        return traffic;
    }

    public MeshHandle mesh(String name) {
        var mesh = federation.mesh(name).orElseThrow();
        return world.mesh(mesh.cluster().name(), mesh.namespace());
    }
}
