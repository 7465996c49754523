package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.sandbox.mesh.BackOff;
import io.meshfed.sandbox.mesh.MeshClock;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.sandbox.mesh.MeshWorld;
import io.meshfed.sandbox.mesh.Outlets;
import io.meshfed.sandbox.mesh.WorldOptions;
import io.meshfed.sandbox.pki.CertificateAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * The clusters of a federation file, embedded: an API server for each, and behind it the meshes
 * that the file names, ready to be federated. Any Kubernetes client reaches them over HTTPS.
 */
public final class Sandbox implements AutoCloseable {

    private static final int SUFFIX = 5;

    private final Federation federation;
    private final MeshClock clock;
    private final MeshWorld world;
    private final Map<String, ApiServer> servers = new LinkedHashMap<>();

    private Sandbox(Federation federation, SandboxOptions options) {
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
    }

    /** The API servers listen when this returns; {@link #awaitReady} waits for the meshes. */
    public static Sandbox start(Federation federation, SandboxOptions options) {
        Sandbox sandbox = new Sandbox(federation, options);
        try {
            options.faults()
                    .forEach(
                            (mesh, faults) ->
                                    faults.forEach(fault -> sandbox.mesh(mesh).set(fault, true)));
            federation.clusters().forEach(cluster -> sandbox.start(cluster, options));
            federation.directions().forEach(sandbox::leadDeclaredAddresses);
            return sandbox;
        } catch (RuntimeException failed) {
            sandbox.close();
            throw failed;
        }
    }

    private void start(ClusterRef cluster, SandboxOptions options) {
        ApiServer server =
                ApiServer.start(options.apiServers().apply(ApiServerOptions.of(cluster.name())));
        servers.put(cluster.name(), server);
        new Seed(federation, cluster, server.store()).plant();
        world.add(cluster.name(), Outlets.Flavour.of(cluster.name()), server.store());
    }

    /** Where the file itself says how a gateway is reached, that is how it is reached. */
    private void leadDeclaredAddresses(Direction direction) {
        int declared = direction.localSide().discoveryPort();
        int port = declared == 0 ? PeerEndpoint.DISCOVERY_PORT : declared;
        for (String address : direction.localSide().addresses()) {
            mesh(direction.local().name()).lead(address, port, direction.ingressName());
        }
    }

    /**
     * A context per cluster, named as in the federation file, for an administrator, and one more
     * with {@code -reader} behind its name for somebody who may only look.
     */
    public String kubeconfig() {
        return SandboxKubeconfig.of(federation.clusters(), servers);
    }

    /**
     * Writes {@link #kubeconfig()} for its owner alone.
     *
     * @throws FederationException CONFLICT when the file is there and not a sandbox's
     */
    public void writeKubeconfig(Path path) {
        SandboxKubeconfig.write(kubeconfig(), path);
    }

    /**
     * Until every control plane is Ready and every gateway that needs an address has one.
     *
     * @throws FederationException WAIT, naming what is missing
     */
    public void awaitReady(Duration limit) {
        new Readiness(federation, servers).await(limit);
    }

    public ApiServer apiServer(String cluster) {
        ApiServer server = servers.get(cluster);
        if (server == null) {
            throw new IllegalArgumentException(
                    "no cluster '%s' among %s".formatted(cluster, servers.keySet()));
        }
        return server;
    }

    /**
     * @param name as the federation file calls the mesh
     */
    public MeshHandle mesh(String name) {
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
        servers.values().forEach(ApiServer::close);
    }
}
