package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.sandbox.attach.ApiEndpoint;
import io.meshfed.sandbox.attach.AttachedCluster;
import io.meshfed.sandbox.attach.AttachedStore;
import io.meshfed.sandbox.attach.Newcomers;
import io.meshfed.sandbox.attach.Territory;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.sandbox.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The meshes of a federation file behind API servers that are there already, and belong to nobody
 * else. Closing it stops the controllers; what they have written stays, and the next one goes on
 * from there.
 */
public final class AttachedSandbox implements AutoCloseable {

    private final Federation federation;
    private final List<AttachedCluster> clusters;
    private final Map<String, AttachedStore> stores = new LinkedHashMap<>();
    private final Controllers controllers;
    private final boolean empty;

    private AttachedSandbox(
            Federation federation, List<AttachedCluster> clusters, SandboxOptions options) {
        this.federation = federation;
        this.clusters = clusters;
        this.empty = options.isEmpty();
        // Nobody runs the containers there whose logs these would be.
        this.controllers =
                new Controllers(federation, options, (cluster, space, pod, name, line) -> {});
    }

    /**
     * The controllers run when this returns; {@link #awaitReady} waits for the meshes. Before
     * anything is written, every cluster is looked at.
     *
     * @param endpoints one for each cluster of the federation
     * @throws FederationException PRECOND when a cluster is in use, with all that says so; CONFLICT
     *     when another sandbox of this federation runs there; AUTH when we may not do everything
     *     there; TRANSIENT when one does not answer
     */
    public static AttachedSandbox start(
            Federation federation,
            List<ApiEndpoint> endpoints,
            SandboxOptions options,
            Progress progress) {
        AttachedSandbox sandbox =
                new AttachedSandbox(federation, clusters(federation, endpoints, progress), options);
        try {
            sandbox.requireSuitable();
            sandbox.clusters.forEach(AttachedCluster::glimpse);
            sandbox.clusters.forEach(AttachedCluster::claim);
            sandbox.clusters.forEach(cluster -> sandbox.populate(cluster, progress));
            sandbox.controllers.leadDeclaredAddresses();
            return sandbox;
        } catch (RuntimeException failed) {
            sandbox.close();
            throw failed;
        }
    }

    /**
     * Takes away what earlier sandboxes of this federation have put into the clusters.
     *
     * @return what that was, by cluster
     */
    public static Map<String, List<String>> remove(
            Federation federation, List<ApiEndpoint> endpoints, Progress progress) {
        Map<String, List<String>> removed = new LinkedHashMap<>();
        for (AttachedCluster cluster : clusters(federation, endpoints, progress)) {
            try (cluster) {
                cluster.claim();
                removed.put(cluster.name(), cluster.remove());
            }
        }
        return removed;
    }

    private static List<AttachedCluster> clusters(
            Federation federation, List<ApiEndpoint> endpoints, Progress progress) {
        Territory territory = new Territory(federation.name());
        return endpoints.stream()
                .map(endpoint -> new AttachedCluster(endpoint, territory, progress))
                .toList();
    }

    private void requireSuitable() {
        List<String> problems = new ArrayList<>();
        Map<String, String> known = new HashMap<>();
        for (AttachedCluster cluster : clusters) {
            String same = known.putIfAbsent(cluster.identity(), cluster.name());
            if (same != null) {
                problems.add("%s: it is the same cluster as '%s'".formatted(cluster.name(), same));
            }
            cluster.objections(
                            empty
                                    ? Set.of(Seed.OPERATORS)
                                    : Seed.namespaces(federation, ref(cluster)))
                    .forEach(problem -> problems.add(cluster.name() + ": " + problem));
        }
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "the sandbox attaches only to clusters that nobody uses",
                    "Name API servers that run nothing, or mark what may take part: kubectl label namespace NAME %s=%s"
                            .formatted(Territory.MARK, federation.name()),
                    problems,
                    null);
        }
    }

    private void populate(AttachedCluster cluster, Progress progress) {
        List<String> installed = cluster.install();
        if (!installed.isEmpty()) {
            progress.done(
                    "cluster '%s': installed %s"
                            .formatted(cluster.name(), String.join(", ", installed)));
        }
        AttachedStore store =
                cluster.follow(
                        empty ? Newcomers.Reception.TAKEN_IN : Newcomers.Reception.LEFT_ALONE);
        stores.put(cluster.name(), store);
        Seed seed = new Seed(federation, ref(cluster), store);
        if (empty) {
            seed.plantEmpty();
        } else {
            seed.plant();
        }
        controllers.run(ref(cluster), store);
    }

    private ClusterRef ref(AttachedCluster cluster) {
        return federation.clusters().stream()
                .filter(each -> each.name().equals(cluster.name()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Until every control plane is Ready and every gateway that needs an address has one. Clusters
     * that are empty are ready at once.
     *
     * @throws FederationException WAIT, naming what is missing
     */
    public void awaitReady(Duration limit) {
        if (!empty) {
            new Readiness(federation, stores, mesh -> mesh(mesh.name()).runs()).await(limit);
        }
    }

    /** The requests that come in by Routes: where they do, and who was asked. */
    public Traffic traffic() {
        return controllers.traffic();
    }

    /**
     * @param name as the federation file calls the mesh
     */
    public MeshHandle mesh(String name) {
        return controllers.mesh(name);
    }

    @Override
    public void close() {
        controllers.close();
        clusters.forEach(AttachedCluster::close);
    }
}
