package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.sandbox.traffic.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The clusters of a federation file, embedded: an API server for each, and behind it the meshes
 * that the file names, ready to be federated. Any Kubernetes client reaches them over HTTPS.
 */
public final class Sandbox implements AutoCloseable {

    private final Federation federation;
    private final Controllers controllers;
    private final double speed;
    private final boolean empty;
    private final Map<String, ApiServer> servers = new LinkedHashMap<>();
    private final Map<String, Announced> announced = new LinkedHashMap<>();
    private final Map<Path, KubeconfigHold> written = new LinkedHashMap<>();

    private Sandbox(Federation federation, SandboxOptions options) {
        this.federation = federation;
        this.speed = options.speed();
        this.empty = options.isEmpty();
        this.controllers = new Controllers(federation, options, this::say);
    }

    /** The API servers listen when this returns; {@link #awaitReady} waits for the meshes. */
    public static Sandbox start(Federation federation, SandboxOptions options) {
        Sandbox sandbox = new Sandbox(federation, options);
        try {
            federation.clusters().forEach(cluster -> sandbox.start(cluster, options));
            sandbox.controllers.leadDeclaredAddresses();
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
        announced.put(cluster.name(), new Announced(server.uri().toString(), server.caPem(), ""));
        Seed seed = new Seed(federation, cluster, server.store());
        if (empty) {
            seed.plantEmpty();
        } else {
            seed.plant();
        }
        PodLogKeeper.keep(server.store(), server.logs());
        controllers.run(cluster, server.store());
    }

    private void say(String cluster, String namespace, String pod, String container, String line) {
        servers.get(cluster).logs().say(namespace, pod, container, line);
    }

    /**
     * A context per cluster, named as in the federation file, for an administrator, and one more
     * with {@code -reader} behind its name for somebody who may only look.
     */
    public String kubeconfig() {
        return SandboxKubeconfig.of(federation.clusters(), servers, announced);
    }

    /** Lets the kubeconfig say something else of an API server than what is so. */
    public void announce(String cluster, UnaryOperator<Announced> change) {
        announced.compute(cluster, (name, known) -> change.apply(known));
    }

    /**
     * Writes {@link #kubeconfig()} for its owner alone.
     *
     * @throws FederationException CONFLICT when the file is there and not a sandbox's, or that of
     *     another that runs
     */
    public void writeKubeconfig(Path path) {
        Path place = path.toAbsolutePath().normalize();
        Optional.ofNullable(written.remove(place)).ifPresent(KubeconfigHold::close);
        written.put(place, SandboxKubeconfig.write(kubeconfig(), path));
    }

    /**
     * Until every control plane is Ready and every gateway that needs an address has one. Clusters
     * that are empty are ready at once.
     *
     * @throws FederationException WAIT, naming what is missing
     */
    public void awaitReady(Duration limit) {
        Map<String, ObjectStore> stores = new LinkedHashMap<>();
        servers.forEach((name, server) -> stores.put(name, server.store()));
        if (!empty) {
            new Readiness(federation, stores, mesh -> true).await(limit);
        }
    }

    /** The requests that come in by Routes: where they do, and who was asked. */
    public Traffic traffic() {
        return controllers.traffic();
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
        return controllers.mesh(name);
    }

    /** How long such a time of a real mesh lasts here. */
    public long millis(long seconds) {
        return Math.max(1, (long) (seconds * 1000 / speed));
    }

    @Override
    public void close() {
        controllers.close();
        servers.values().forEach(ApiServer::close);
        written.values().forEach(KubeconfigHold::close);
    }
}
