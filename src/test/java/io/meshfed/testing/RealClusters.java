package io.meshfed.testing;

import io.meshfed.cluster.AccessRule;
import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.resource.ResourceTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;

/**
 * The real API servers as one test sees them: emptied of what the test before left, but for its
 * namespaces. Nothing here finishes the deletion of a namespace.
 */
final class RealClusters implements TestClusters {

    private static final List<ResourceType> LEFT_BY_TESTS =
            List.of(
                    ResourceTypes.PEER,
                    ResourceTypes.EXPORTS,
                    ResourceTypes.IMPORTS,
                    ResourceTypes.CONTROL_PLANE,
                    ResourceTypes.CONFIG_MAP,
                    ResourceTypes.LEASE,
                    ResourceTypes.SERVICE,
                    ResourceTypes.POD,
                    ResourceTypes.DEPLOYMENT,
                    ResourceTypes.NODE,
                    LimitedRights.ROLE,
                    LimitedRights.BINDING,
                    LimitedRights.CLUSTER_ROLE,
                    LimitedRights.CLUSTER_BINDING);

    private static final Semaphore ONE_TEST = new Semaphore(1);

    private final Map<String, RealServer> servers;
    private final Map<String, RawCluster> raw = new LinkedHashMap<>();
    private final Map<String, Set<AccessRule>> granted = new LinkedHashMap<>();
    private final Path kubeconfig;
    private boolean open = true;

    private RealClusters(Path folder, Map<String, RealServer> servers) {
        this.servers = servers;
        KubeconfigText text = new KubeconfigText();
        servers.forEach(
                (name, server) -> {
                    raw.put(name, new RawCluster(server.http()));
                    text.cluster(name, server.server().uri().toString(), server.server().caPem())
                            .context(name, name, server.token("admin"))
                            .context(name + "-reader", name, server.token("reader"))
                            .context(name + "-limited", name, server.token("limited"));
                });
        kubeconfig = text.write(folder.resolve("kubeconfig"));
    }

    static RealClusters start(Path folder, List<String> names) {
        ONE_TEST.acquireUninterruptibly();
        try {
            RealClusters clusters = new RealClusters(folder, RealServers.of(names));
            clusters.raw.values().forEach(RealClusters::empty);
            clusters.forgetRequests();
            return clusters;
        } catch (RuntimeException | Error unfit) {
            ONE_TEST.release();
            throw unfit;
        }
    }

    private static void empty(RawCluster cluster) {
        for (ResourceType type : LEFT_BY_TESTS) {
            cluster.list(type).stream()
                    .map(ClusterObject::ref)
                    .filter(RealClusters::ofATest)
                    .forEach(cluster::delete);
        }
    }

    private static boolean ofATest(ObjectRef ref) {
        boolean systems = ref.namespace().startsWith("kube-") || ref.namespace().equals("default");
        boolean roles =
                Set.of(LimitedRights.CLUSTER_ROLE, LimitedRights.CLUSTER_BINDING)
                        .contains(ref.type());
        return !systems && (!roles || ref.name().startsWith("limited"));
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public RawCluster raw(String cluster) {
        return raw.get(cluster);
    }

    @Override
    public void allow(String cluster, Collection<AccessRule> rules) {
        new LimitedRights(raw.get(cluster)).set(rules);
        Set<AccessRule> before = granted.getOrDefault(cluster, Set.of());
        granted.put(cluster, new TreeSet<>(rules));
        awaitRights(cluster, before);
    }

    /** The authorizer follows Roles and bindings some moments later. */
    private void awaitRights(String cluster, Set<AccessRule> before) {
        Set<AccessRule> now = granted.get(cluster);
        Set<AccessRule> asked = new TreeSet<>(now);
        asked.addAll(before);
        for (AccessRule rule : asked) {
            Poll.until(
                    "the right to " + rule + " in " + cluster,
                    Duration.ofSeconds(20),
                    () -> allowed(cluster, rule) == now.contains(rule));
        }
    }

    private boolean allowed(String cluster, AccessRule rule) {
        Map<String, Object> attributes =
                Map.of(
                        "verb", rule.verb(),
                        "group", rule.group(),
                        "resource", rule.plural(),
                        "namespace", rule.namespace(),
                        "name", rule.name());
        Map<String, Object> review =
                Map.of(
                        "apiVersion",
                        "authorization.k8s.io/v1",
                        "kind",
                        "SubjectAccessReview",
                        "spec",
                        Map.of("user", "limited", "resourceAttributes", attributes));
        RawHttp.Answer answer =
                servers.get(cluster)
                        .http()
                        .send(
                                "POST",
                                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                                "application/json",
                                Json.write(review));
        return Trees.flag(answer.requireOk().tree(), "status", "allowed");
    }

    @Override
    public void bind(String cluster, String rolesYaml) {
        for (RoleDocument role : RoleDocument.all(rolesYaml)) {
            new LimitedRights(raw.get(cluster)).add(role);
            granted.computeIfAbsent(cluster, none -> new TreeSet<>()).addAll(role.rules());
        }
        awaitRights(cluster, Set.of());
    }

    @Override
    public List<SeenRequest> requests() {
        return servers.values().stream()
                .flatMap(server -> server.audit().entries().stream())
                .sorted(Comparator.comparing(AuditLog.Entry::at))
                .map(AuditLog.Entry::request)
                .toList();
    }

    @Override
    public void forgetRequests() {
        servers.values().forEach(server -> server.audit().forget());
    }

    /** The servers stay for the next test. */
    @Override
    public void close() {
        if (open) {
            open = false;
            ONE_TEST.release();
        }
    }
}
