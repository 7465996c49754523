package io.meshfed.e2e;

import io.meshfed.cluster.ContextTls;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.cluster.kubeconfig.LoginSource;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Progress;
import io.meshfed.sandbox.Planting;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.attach.ApiEndpoint;
import io.meshfed.sandbox.attach.AttachedCluster;
import io.meshfed.sandbox.attach.AttachedStore;
import io.meshfed.sandbox.attach.Credential;
import io.meshfed.sandbox.attach.Territory;
import io.meshfed.sandbox.mesh.BackOff;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshClock;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.sandbox.mesh.MeshWorld;
import io.meshfed.sandbox.mesh.Outlets;
import io.meshfed.sandbox.mesh.WorldOptions;
import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.ServerKind;
import io.meshfed.testing.TestClusters;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Real API servers with etcd, and the sandbox's mesh controllers behind them. */
final class RealStage implements Stage {

    /** Statuses go over HTTP and to disk here, so time runs slower. */
    static final int SPEED = 10;

    private final Federation federation;
    private final TestClusters clusters;
    private final MeshClock clock = MeshClock.fasterBy(SPEED);
    private final MeshWorld world;
    private final List<AttachedCluster> attachments = new ArrayList<>();
    private final Map<String, AttachedStore> stores = new LinkedHashMap<>();

    private RealStage(Federation federation, TestClusters clusters) {
        this.federation = federation;
        this.clusters = clusters;
        this.world =
                new MeshWorld(
                        clock,
                        new WorldOptions(
                                SandboxOptions.DEFAULT_REPLICAS,
                                BackOff.exponential(new Random()),
                                name -> CertificateAuthority.create(name).pem(),
                                count -> UUID.randomUUID().toString().substring(0, 5)));
    }

    /** Skips the test where there is no kube-apiserver. */
    static RealStage of(Federation federation, Path folder) {
        List<String> names = federation.clusters().stream().map(ClusterRef::name).toList();
        RealStage stage = new RealStage(federation, ServerKind.KUBE_APISERVER.start(folder, names));
        federation.clusters().forEach(stage::populate);
        return stage;
    }

    private void populate(ClusterRef cluster) {
        RawCluster raw = clusters.raw(cluster.name());
        Planting.namespaces(federation, cluster).stream()
                .map(name -> new ObjectRef(Kinds.NAMESPACE, "", name))
                .filter(raw::has)
                .forEach(left -> raw.merge(left, takingPart()));
        AttachedCluster attached =
                new AttachedCluster(
                        endpoint(cluster.name()), new Territory(federation.name()), Progress.NONE);
        attachments.add(attached);
        AttachedStore store = attached.follow();
        stores.put(cluster.name(), store);
        Planting.plant(federation, cluster, store);
        world.add(cluster.name(), Outlets.Flavour.of(cluster.name()), store);
    }

    /**
     * A namespace that another test left stands there without the mark: as a user would, we put it.
     */
    private Map<String, Object> takingPart() {
        return Map.of("metadata", Map.of("labels", Map.of(Territory.MARK, federation.name())));
    }

    /** As the one user whose requests are not counted as meshfed's. */
    private ApiEndpoint endpoint(String name) {
        ContextSettings context =
                Kubeconfig.read(List.of(clusters.kubeconfig()), Progress.NONE)
                        .context(name, Set.of());
        return new ApiEndpoint(
                name,
                context.server().url(),
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(new ContextTls(context, new LoginSource(context)).context())
                        .build(),
                new Tester(name + "-tester"));
    }

    private record Tester(String token) implements Credential {

        @Override
        public Map<String, List<String>> headers() {
            return Map.of("Authorization", List.of("Bearer " + token));
        }

        @Override
        public boolean renew(Map<String, List<String>> refused) {
            return false;
        }
    }

    @Override
    public int speed() {
        return SPEED;
    }

    @Override
    public Path kubeconfig() {
        return clusters.kubeconfig();
    }

    @Override
    public ObjectStore store(String cluster) {
        return stores.get(cluster);
    }

    @Override
    public MeshHandle mesh(String name) {
        Mesh mesh = federation.mesh(name).orElseThrow();
        return world.mesh(mesh.cluster().name(), mesh.namespace());
    }

    @Override
    public List<Sent> requests(String cluster) {
        return clusters.requests().stream()
                .filter(request -> request.cluster().equals(cluster))
                .map(request -> new Sent(cluster, request.what(), request.write()))
                .toList();
    }

    @Override
    public void forgetRequests() {
        clusters.forgetRequests();
    }

    @Override
    public void close() {
        world.close();
        clock.close();
        attachments.forEach(AttachedCluster::close);
        clusters.close();
    }
}
