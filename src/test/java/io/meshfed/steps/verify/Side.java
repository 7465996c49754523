package io.meshfed.steps.verify;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a test says of one mesh; healthy unless changed: made at 0 s, connected at 5 s, synced at 95
 * s.
 */
final class Side {

    private final Mesh mesh;
    private final Map<String, Instant> pods = new TreeMap<>();
    private final Map<String, List<Object>> exported = new LinkedHashMap<>();
    private final Map<String, List<Object>> imported = new LinkedHashMap<>();
    private final List<ClusterObject> others = new ArrayList<>();
    private List<String> drift = List.of();
    private List<Entry> entries;
    private boolean peer = true;
    private boolean sets = true;
    private String clientId;
    private double peerChanged;
    private double importsChanged;
    private double exportsChanged;
    private InjectedRoot root = root(InjectedRoot.State.EQUAL, 0);

    Side(Mesh mesh) {
        this.mesh = mesh;
        String cluster = mesh.cluster().name();
        String other = cluster.equals("aro") ? "rosa" : "aro";
        this.clientId = other + "-egress";
        pods(cluster + "-0");
        entries = List.of(Entry.up(cluster + "-0", 5).synced(95).remote("10.0.0.1", true));
        if (cluster.equals("aro")) {
            exports(entry("orders.public", "shop", "orders", "orders.shop.svc.cluster.local"));
            imports();
        } else {
            exports();
            imports(
                    entry(
                            "orders.public",
                            "public",
                            "orders",
                            "orders.public.svc.aro-mesh-imports.local"));
        }
    }

    static Map<String, Object> entry(
            String exported, String namespace, String name, String hostname) {
        return Map.of(
                "exportedName",
                exported + ".svc.any-exports.local",
                "localService",
                Map.of("namespace", namespace, "name", name, "hostname", hostname));
    }

    static Map<String, Object> offered(String exported) {
        return entry(exported, "", "", "");
    }

    static InjectedRoot root(InjectedRoot.State state, double changed) {
        return new InjectedRoot(state, "", Recording.at(changed));
    }

    Side status(Entry... now) {
        entries = List.of(now);
        return this;
    }

    Side withoutPeer() {
        peer = false;
        return this;
    }

    Side withoutSets() {
        sets = false;
        return this;
    }

    Side clientId(String id) {
        clientId = id;
        return this;
    }

    Side drift(String... fields) {
        drift = List.of(fields);
        return this;
    }

    Side roots(InjectedRoot.State state, double changed) {
        root = root(state, changed);
        return this;
    }

    Side peerChanged(double at) {
        peerChanged = at;
        return this;
    }

    Side importsChanged(double at) {
        importsChanged = at;
        return this;
    }

    Side exportsChanged(double at) {
        exportsChanged = at;
        return this;
    }

    /** Running since the start. */
    Side pods(String... names) {
        return podsSince(0, names);
    }

    Side podsSince(double started, String... names) {
        pods.clear();
        for (String name : names) {
            pods.put(name, Recording.at(started));
        }
        return this;
    }

    Side exports(Object... list) {
        exported.put("exportedServices", List.of(list));
        return this;
    }

    Side imports(Object... list) {
        imported.put("importedServices", List.of(list));
        return this;
    }

    Side importsWithoutStatus() {
        imported.clear();
        return this;
    }

    /** Another peer object of the mesh, made at 0 s. */
    Side otherPeer(String name, Entry... status) {
        others.add(Meshes.object(mesh, "ServiceMeshPeer", name, tree(0, peerStatus(status))));
        return this;
    }

    DirectionView view(Direction direction, double now) {
        MeshView view = new MeshView(true, new TreeMap<>(pods), mesh.cluster().name() + "-egress");
        ObservedObjects objects =
                ObservedObjects.none()
                        .withOtherPeers(
                                others.stream().map(peer -> OtherPeer.of(peer, view)).toList())
                        .withDrift(drift);
        String name = direction.peerName();
        if (peer) {
            Map<String, Object> tree = tree(peerChanged, peerStatus(entries.toArray(Entry[]::new)));
            tree.put("spec", Map.of("security", Map.of("clientID", clientId)));
            objects = objects.withPeer(Meshes.object(mesh, "ServiceMeshPeer", name, tree));
        }
        if (sets) {
            objects = withSets(objects, name);
        }
        return new DirectionView(direction, objects, root, view, Recording.at(now));
    }

    private ObservedObjects withSets(ObservedObjects objects, String name) {
        return objects.withExports(
                        Meshes.object(
                                mesh, "ExportedServiceSet", name, tree(exportsChanged, exported)))
                .withImports(
                        Meshes.object(
                                mesh, "ImportedServiceSet", name, tree(importsChanged, imported)));
    }

    private static Map<String, Object> peerStatus(Entry... entries) {
        Map<String, List<Object>> lists = new LinkedHashMap<>();
        for (Entry entry : entries) {
            lists.computeIfAbsent(entry.list, any -> new ArrayList<>()).add(entry.tree());
        }
        return lists.isEmpty() ? Map.of() : Map.of("discoveryStatus", lists);
    }

    private static Map<String, Object> tree(double changed, Map<String, ?> status) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "metadata",
                Map.of(
                        "creationTimestamp",
                        Recording.at(0).toString(),
                        "managedFields",
                        List.of(Map.of("time", Recording.at(changed).toString()))));
        if (!status.isEmpty()) {
            tree.put("status", status);
        }
        return tree;
    }
}
