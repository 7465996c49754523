package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Export;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in a cluster before meshfed comes: enough that the federation file can be applied.
 */
final class Seed {

    private static final int NODES = 3;

    /** Where operators for all namespaces are subscribed to. */
    static final String OPERATORS = "openshift-operators";

    private static final List<String> REGIONS =
            List.of("us-east", "us-west", "eu-central", "eu-west");

    /** Nobody exports it, so it must never turn up on the other side. */
    private static final String UNEXPORTED = "internal-only";

    private final Federation federation;
    private final ClusterRef cluster;
    private final ObjectStore store;

    Seed(Federation federation, ClusterRef cluster, ObjectStore store) {
        this.federation = federation;
        this.cluster = cluster;
        this.store = store;
    }

    /** What is there already stays as it is: somebody may have changed it since. */
    void plant() {
        plantCluster();
        meshes(federation, cluster).forEach(this::plant);
    }

    /** The cluster alone, ready for whoever installs the mesh operator. */
    void plantEmpty() {
        plantCluster();
        namespace(OPERATORS);
        putMissing(
                Kinds.OPERATOR_GROUP,
                Manifests.object(Kinds.OPERATOR_GROUP, OPERATORS, "global-operators", Map.of()));
    }

    private void plantCluster() {
        putMissing(Kinds.CLUSTER_VERSION, clusterVersion());
        int number = federation.clusters().indexOf(cluster) + 1;
        for (int node = 1; node <= NODES; node++) {
            plantNode(number, node);
        }
    }

    /** All namespaces that the meshes of a cluster need. */
    static SortedSet<String> namespaces(Federation federation, ClusterRef cluster) {
        return meshes(federation, cluster)
                .flatMap(
                        mesh ->
                                Stream.concat(
                                        Stream.of(mesh.namespace()),
                                        members(federation, mesh).stream()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Mesh> meshes(Federation federation, ClusterRef cluster) {
        return federation.meshes().stream().filter(mesh -> mesh.cluster().equals(cluster));
    }

    private Map<String, Object> clusterVersion() {
        Map<String, Object> version =
                Manifests.object(Kinds.CLUSTER_VERSION, "", "version", Map.of());
        version.put(
                "spec",
                Map.of(
                        "channel",
                        "stable-4.16",
                        "clusterID",
                        cluster.pin().orElseGet(() -> UUID.randomUUID().toString())));
        return version;
    }

    private void plantNode(int number, int node) {
        String name = "worker-" + node;
        if (store.get(Kinds.NODE, "", name).isPresent()) {
            return;
        }
        store.put(
                Manifests.object(
                        Kinds.NODE,
                        "",
                        name,
                        Map.of(
                                "node-role.kubernetes.io/worker",
                                "",
                                "kubernetes.io/hostname",
                                name,
                                "topology.kubernetes.io/region",
                                region(number),
                                "topology.kubernetes.io/zone",
                                region(number) + "-1")));
        store.putStatus(
                Kinds.NODE,
                "",
                name,
                Map.of(
                        "addresses",
                        List.of(
                                address("InternalIP", "10.%d.200.%d".formatted(number, node)),
                                address("ExternalIP", "198.19.%d.%d".formatted(number, node)),
                                address("Hostname", name)),
                        "conditions",
                        List.of(
                                Map.of(
                                        "type", "Ready",
                                        "status", "True",
                                        "reason", "KubeletReady",
                                        "message", "kubelet is posting ready status"))));
    }

    /** Each cluster is in a region of its own, and in one zone of that. */
    private static String region(int number) {
        return number <= REGIONS.size() ? REGIONS.get(number - 1) : "region-" + number;
    }

    private static Map<String, Object> address(String type, String address) {
        return Map.of("type", type, "address", address);
    }

    private void plant(Mesh mesh) {
        SortedSet<String> members = members(federation, mesh);
        Stream.concat(Stream.of(mesh.namespace()), members.stream()).forEach(this::namespace);
        members.forEach(
                member -> service(new ServiceName(member, UNEXPORTED), Map.of("app", UNEXPORTED)));
        exports(federation, mesh).forEach(this::exported);
        Map<String, Object> roll =
                Manifests.object(Kinds.MEMBER_ROLL, mesh.namespace(), "default", Map.of());
        roll.put("spec", Map.of("members", List.copyOf(members)));
        putMissing(Kinds.MEMBER_ROLL, roll);
        putMissing(Kinds.CONTROL_PLANE, new ControlPlaneSeed(federation, mesh).object());
    }

    private void putMissing(ResourceType type, Map<String, Object> object) {
        String namespace = Trees.text(object, "metadata", "namespace").orElse("");
        String name = Trees.text(object, "metadata", "name").orElseThrow();
        if (store.get(type, namespace, name).isEmpty()) {
            store.put(object);
        }
    }

    /** Where the mesh's exports live, and where it takes in services as its own. */
    private static SortedSet<String> members(Federation federation, Mesh mesh) {
        Stream<String> exporting =
                exports(federation, mesh).stream().map(e -> e.service().namespace());
        Stream<String> importing =
                federation.directionsFrom(mesh).stream()
                        .flatMap(direction -> direction.imports().stream())
                        .filter(taken -> taken.asLocal())
                        .map(taken -> taken.importedAs().namespace());
        SortedSet<String> members =
                Stream.concat(exporting, importing).collect(Collectors.toCollection(TreeSet::new));
        if (members.isEmpty()) {
            members.add(mesh.name() + "-apps");
        }
        return members;
    }

    private static List<Export> exports(Federation federation, Mesh mesh) {
        return federation.directionsFrom(mesh).stream()
                .flatMap(direction -> direction.exports().stream())
                .toList();
    }

    private void namespace(String name) {
        putMissing(
                Kinds.NAMESPACE,
                Manifests.object(
                        Kinds.NAMESPACE, "", name, Map.of("kubernetes.io/metadata.name", name)));
    }

    private void exported(Export export) {
        if (export.byName()) {
            service(export.service(), Map.of("app", export.service().name()));
        } else {
            String name =
                    "with-" + String.join("-", export.labels().values()).toLowerCase(Locale.ROOT);
            service(
                    new ServiceName(
                            export.service().namespace(), name.replaceAll("[^a-z0-9-]", "-")),
                    export.labels());
        }
    }

    private void service(ServiceName name, Map<String, String> labels) {
        if (store.get(Kinds.SERVICE, name.namespace(), name.name()).isPresent()) {
            return;
        }
        Map<String, Object> service =
                Manifests.object(Kinds.SERVICE, name.namespace(), name.name(), labels);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put(
                "ports",
                List.of(
                        Map.of(
                                "name",
                                "http",
                                "port",
                                80L,
                                "protocol",
                                "TCP",
                                "targetPort",
                                8080L)));
        spec.put("selector", Map.of("app", name.name()));
        spec.put("type", "ClusterIP");
        service.put("spec", spec);
        store.put(service);
    }
}
