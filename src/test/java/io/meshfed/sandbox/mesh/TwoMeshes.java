package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.pki.CertificateAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Two meshes on two clusters in virtual time: aro-mesh and rosa-mesh, each with the members shop
 * and bank, as in the recordings.
 */
final class TwoMeshes {

    static final String ARO = "aro";
    static final String ROSA = "rosa";

    /** Made once: keys are slow. */
    private static final List<String> ROOTS = new ArrayList<>();

    final VirtualClock clock = new VirtualClock();
    final PodSlots pods = new PodSlots();
    final MeshWorld world;
    final Map<String, MemoryStore> stores = new LinkedHashMap<>();
    private final Instant istiodsStarted;
    private BackOff backOff = BackOff.exponential(new Random(7));
    private int rootsGiven;

    TwoMeshes(int replicas) {
        WorldOptions options =
                new WorldOptions(
                        replicas,
                        (istiod, peer, failures) -> backOff.pause(istiod, peer, failures),
                        name -> root(rootsGiven++),
                        pods);
        world = new MeshWorld(clock, options);
        for (String mesh : List.of(ARO, ROSA)) {
            MemoryStore store = new MemoryStore();
            stores.put(mesh, store);
            MeshSeed.plant(mesh, store);
            world.add(mesh, Outlets.Flavour.of(mesh), store);
        }
        clock.advance(Duration.ofSeconds(1));
        while (handle(ARO).istiodPods().isEmpty() || handle(ROSA).istiodPods().isEmpty()) {
            clock.advance(Duration.ofMillis(100));
        }
        istiodsStarted = clock.now();
        clock.advance(Duration.ofSeconds(30));
    }

    private static synchronized String root(int number) {
        while (ROOTS.size() <= number) {
            ROOTS.add(CertificateAuthority.create("root " + ROOTS.size()).pem());
        }
        return ROOTS.get(number);
    }

    /** A root that belongs to neither mesh. */
    static String unrelatedRoot() {
        return root(9);
    }

    /** The root that the next mesh gets that renews its own. */
    String nextRoot() {
        return root(rootsGiven);
    }

    void backOff(BackOff next) {
        backOff = next;
    }

    /** Until the informers hand out all peers again in so many seconds. */
    void nextResyncIn(double seconds) {
        double since = Duration.between(istiodsStarted, clock.now()).toMillis() / 1000.0;
        double wait = (60 - seconds - since % 60 + 120) % 60;
        clock.advance(Duration.ofMillis((long) (wait * 1000)));
    }

    MeshHandle handle(String mesh) {
        return world.mesh(mesh, mesh + "-mesh");
    }

    static String other(String mesh) {
        return mesh.equals(ARO) ? ROSA : ARO;
    }

    static void service(
            MemoryStore store, String namespace, String name, Map<String, String> labels) {
        Map<String, Object> service = Manifests.object(Kinds.SERVICE, namespace, name, labels);
        service.put("spec", Map.of("ports", List.of(Map.of("name", "http", "port", 80))));
        store.put(service);
    }

    // What a user applies.

    void trust(String mesh) {
        trust(mesh, handle(other(mesh)).root());
    }

    void trust(String mesh, String pem) {
        String peer = other(mesh) + "-mesh";
        Map<String, Object> map =
                Manifests.object(
                        Kinds.CONFIG_MAP, mesh + "-mesh", peer + "-ca-root-cert", Map.of());
        map.put("data", Map.of("root-cert.pem", pem));
        stores.get(mesh).put(map);
    }

    /** A root of nobody for a peer of that name. */
    void trustFor(String mesh, String peer) {
        Map<String, Object> map =
                Manifests.object(
                        Kinds.CONFIG_MAP, mesh + "-mesh", peer + "-ca-root-cert", Map.of());
        map.put("data", Map.of("root-cert.pem", unrelatedRoot()));
        stores.get(mesh).put(map);
    }

    void exports(String mesh, List<Map<String, Object>> rules) {
        set(mesh, Kinds.EXPORT_SET, other(mesh) + "-mesh", "exportRules", rules);
    }

    void exports(String mesh) {
        exports(mesh, exportRules(mesh));
    }

    static List<Map<String, Object>> exportRules(String mesh) {
        return mesh.equals(ARO)
                ? List.of(rule("bank", "ledger"), rule("shop", "orders", "public", "orders-api"))
                : List.of(rule("shop", "quotes"), rule("shop", "prices"), rule("bank", "rates"));
    }

    void imports(String mesh, List<Map<String, Object>> rules) {
        set(mesh, Kinds.IMPORT_SET, other(mesh) + "-mesh", "importRules", rules);
    }

    void imports(String mesh) {
        imports(mesh, List.of(rule("*", "*")));
    }

    void set(
            String mesh,
            ResourceType type,
            String name,
            String field,
            List<Map<String, Object>> rules) {
        Map<String, Object> set = Manifests.object(type, mesh + "-mesh", name, Map.of());
        set.put("spec", Map.of(field, rules));
        stores.get(mesh).put(set);
    }

    static Map<String, Object> rule(String namespace, String name) {
        return Map.of(
                "type",
                "NameSelector",
                "nameSelector",
                Map.of("namespace", namespace, "name", name));
    }

    static Map<String, Object> rule(
            String namespace, String name, String aliasNamespace, String aliasName) {
        return Map.of(
                "type",
                "NameSelector",
                "nameSelector",
                Map.of(
                        "namespace",
                        namespace,
                        "name",
                        name,
                        "alias",
                        Map.of("namespace", aliasNamespace, "name", aliasName)));
    }

    void peer(String mesh) {
        peer(PeerYaml.right(this, mesh));
    }

    void peer(PeerYaml peer) {
        stores.get(peer.mesh()).put(peer.object());
    }

    void touchPeer(String mesh) {
        MemoryStore store = stores.get(mesh);
        Map<String, Object> peer =
                store.get(Kinds.PEER, mesh + "-mesh", other(mesh) + "-mesh").orElseThrow();
        Map<String, Object> metadata = new LinkedHashMap<>(Manifests.part(peer, "metadata"));
        metadata.put("annotations", Map.of("touched", clock.now().toString()));
        peer.put("metadata", metadata);
        store.put(peer);
    }

    void delete(String mesh, ResourceType type) {
        stores.get(mesh).delete(type, mesh + "-mesh", other(mesh) + "-mesh");
    }

    /** All of one side but the peer. */
    void sets(String mesh) {
        trust(mesh);
        exports(mesh);
        imports(mesh);
    }

    /** Everything on both sides, in the order that real istiods need. */
    void federate() {
        sets(ARO);
        sets(ROSA);
        peer(ARO);
        peer(ROSA);
    }

    String address(String mesh) {
        Map<String, Object> service =
                stores.get(mesh)
                        .get(Kinds.SERVICE, mesh + "-mesh", "ingress-" + other(mesh))
                        .orElseThrow();
        Map<String, Object> ingress =
                Trees.objects(service, "status", "loadBalancer", "ingress").get(0);
        return String.valueOf(ingress.values().iterator().next());
    }

    // What a user sees.

    Optional<Map<String, Object>> status(String mesh, ResourceType type) {
        return status(mesh, type, other(mesh) + "-mesh");
    }

    Optional<Map<String, Object>> status(String mesh, ResourceType type, String name) {
        return stores.get(mesh)
                .get(type, mesh + "-mesh", name)
                .filter(object -> object.containsKey("status"))
                .map(object -> Manifests.part(object, "status"));
    }

    /** The pod is deleted in peace; the new one starts when the old one is gone. */
    void recreateIstiod(String mesh) {
        stores.get(mesh).delete(Kinds.POD, mesh + "-mesh", handle(mesh).istiodPods().get(0));
    }

    void scaleIstiod(String mesh, long replicas) {
        MemoryStore store = stores.get(mesh);
        Map<String, Object> smcp =
                store.get(Kinds.CONTROL_PLANE, mesh + "-mesh", mesh).orElseThrow();
        Map<String, Object> spec = new LinkedHashMap<>(Manifests.part(smcp, "spec"));
        spec.put(
                "runtime",
                Map.of(
                        "components",
                        Map.of("pilot", Map.of("deployment", Map.of("replicas", replicas)))));
        smcp.put("spec", spec);
        store.put(smcp);
    }

    void restartIstiod(String mesh) {
        MemoryStore store = stores.get(mesh);
        Map<String, Object> deployment =
                store.get(Kinds.DEPLOYMENT, mesh + "-mesh", "istiod-" + mesh).orElseThrow();
        Map<String, Object> spec = new LinkedHashMap<>(Manifests.part(deployment, "spec"));
        Map<String, Object> template = new LinkedHashMap<>(Manifests.part(spec, "template"));
        Map<String, Object> metadata = new LinkedHashMap<>(Manifests.part(template, "metadata"));
        metadata.put(
                "annotations", Map.of("kubectl.kubernetes.io/restartedAt", clock.now().toString()));
        template.put("metadata", metadata);
        spec.put("template", template);
        deployment.put("spec", spec);
        store.put(deployment);
    }

    void pass(double seconds) {
        clock.advance(Duration.ofMillis((long) (seconds * 1000)));
    }
}
