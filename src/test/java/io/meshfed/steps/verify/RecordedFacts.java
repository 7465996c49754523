package io.meshfed.steps.verify;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Export;
import io.meshfed.model.Import;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One entry of recordings.yaml: what a recording does not hold, and what must be said of it. */
record RecordedFacts(Map<String, Object> tree) {

    private static final Map<String, List<String>> STANDARD =
            Map.of(
                    "aro", List.of("bank/ledger", "shop/orders as public/orders-api"),
                    "rosa", List.of("shop/quotes", "shop/prices", "bank/rates"));

    static List<RecordedFacts> all() {
        try (InputStream in = RecordedFacts.class.getResourceAsStream("recordings.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Trees.objects(Recording.yaml(text)).stream().map(RecordedFacts::new).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RecordedFacts of(String file) {
        return all().stream().filter(facts -> facts.file().equals(file)).findFirst().orElseThrow();
    }

    String file() {
        return Recording.text(tree, "file");
    }

    List<Map<String, Object>> looks() {
        return Trees.objects(tree, "looks");
    }

    /** Both directions as they would have been read at that moment; aro's first. */
    List<DirectionView> views(
            double at, Map<String, Map<String, Object>> statuses, Recording recording) {
        Direction direction = direction(at);
        return List.of(
                view(direction, at, statuses, recording),
                view(direction.reversed(), at, statuses, recording));
    }

    private DirectionView view(
            Direction direction,
            double at,
            Map<String, Map<String, Object>> statuses,
            Recording recording) {
        Mesh mesh = direction.local();
        String cluster = mesh.cluster().name();
        Map<String, Recording.Life> lives = recording.lives(at);
        ObservedObjects objects = ObservedObjects.none();
        List<ClusterObject> others = new ArrayList<>();
        for (Map.Entry<String, Map<String, Object>> entry : statuses.entrySet()) {
            String[] name = entry.getKey().split(" ");
            if (!name[0].equals(cluster) || !lives.containsKey(entry.getKey())) {
                continue;
            }
            ClusterObject object =
                    object(mesh, name, entry.getValue(), lives.get(entry.getKey()), at);
            if (!name[2].equals(direction.peerName())) {
                if (name[1].equals("ServiceMeshPeer")) {
                    others.add(object);
                }
            } else if (name[1].equals("ServiceMeshPeer")) {
                objects = objects.withPeer(object);
            } else if (!tree.containsKey("sets")) {
                objects =
                        name[1].equals("ExportedServiceSet")
                                ? objects.withExports(object)
                                : objects.withImports(object);
            }
        }
        return new DirectionView(
                direction,
                objects.withOtherPeers(
                        others.stream()
                                .map(peer -> OtherPeer.of(peer, mesh(cluster, at)))
                                .toList()),
                root(cluster, at),
                mesh(cluster, at),
                Recording.at(at));
    }

    private ClusterObject object(
            Mesh mesh, String[] name, Map<String, Object> status, Recording.Life life, double at) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("creationTimestamp", Recording.at(Math.floor(life.created())).toString());
        metadata.put("generation", life.generation());
        metadata.put(
                "managedFields",
                List.of(
                        Map.of(
                                "manager",
                                "meshfed",
                                "time",
                                Recording.at(life.changed()).toString()),
                        Map.of(
                                "manager", "pilot-discovery",
                                "subresource", "status",
                                "time", Recording.at(at).toString())));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("metadata", metadata);
        if (name[1].equals("ServiceMeshPeer")) {
            tree.put(
                    "spec",
                    Map.of("security", Map.of("clientID", clientId(mesh.cluster().name(), at))));
        }
        if (!status.isEmpty()) {
            tree.put("status", status);
        }
        return Meshes.object(mesh, name[1], name[2], tree);
    }

    private Direction direction(double at) {
        List<Export> exports = new ArrayList<>();
        List<Import> imports = new ArrayList<>();
        for (String cluster : List.of("aro", "rosa")) {
            String mesh = Meshes.byCluster(cluster).name();
            if (!tree.containsKey("sets")) {
                for (String text : lines("exports", cluster, at, List.of("standard"))) {
                    exports.add(export(mesh, text));
                }
            }
            for (String text : lines("imports", cluster, at, List.of())) {
                imports.add(taken(mesh, text));
            }
        }
        return Meshes.aroToRosa(exports, imports);
    }

    private List<String> lines(String what, String cluster, double at, List<String> usual) {
        List<String> lines = new ArrayList<>();
        for (Object element : since(what, cluster, at, usual)) {
            if (element.equals("standard")) {
                lines.addAll(STANDARD.get(cluster));
            } else {
                lines.add(String.valueOf(element));
            }
        }
        return lines;
    }

    private static Export export(String mesh, String text) {
        if (text.startsWith("all of ")) {
            return Export.labelled(
                    mesh, text.substring("all of ".length()), Map.of("any", "label"));
        }
        String[] parts = text.split(" as ");
        return Export.named(mesh, name(parts[0]), name(parts[parts.length - 1]));
    }

    private static Import taken(String mesh, String text) {
        String[] parts = text.split(" as | in | locally");
        ServiceName alias = name(parts.length > 1 ? parts[1] : parts[0]);
        String suffix = text.contains(" in ") ? parts[2] : "";
        return new Import(mesh, name(parts[0]), alias, text.endsWith(" locally"), suffix);
    }

    private static ServiceName name(String text) {
        String[] parts = text.split("/");
        return new ServiceName(parts[0], parts[1]);
    }

    private InjectedRoot root(String cluster, double at) {
        List<Object> now = since("roots", cluster, at, List.of("EQUAL", 0.5));
        return new InjectedRoot(
                InjectedRoot.State.valueOf(String.valueOf(now.get(0))),
                "",
                Recording.at(((Number) now.get(1)).doubleValue()));
    }

    private MeshView mesh(String cluster, double at) {
        List<Object> now = since("pods", cluster, at, List.of(0, "istiod-" + cluster + "-0"));
        TreeMap<String, java.time.Instant> pods = new TreeMap<>();
        now.stream()
                .skip(1)
                .forEach(
                        pod ->
                                pods.put(
                                        String.valueOf(pod),
                                        Recording.at(((Number) now.get(0)).doubleValue())));
        return new MeshView(true, pods, cluster + "-egress");
    }

    private String clientId(String cluster, double at) {
        String other = cluster.equals("aro") ? "rosa" : "aro";
        return String.valueOf(since("clients", cluster, at, List.of(other + "-egress")).get(0));
    }

    /** The newest of the lists that begin with a time, without that time. */
    private List<Object> since(String what, String cluster, double at, List<?> usual) {
        List<Object> found = new ArrayList<>(usual);
        if (Trees.value(tree, what, cluster).orElse(List.of()) instanceof List<?> lists) {
            for (Object each : lists) {
                List<?> list = (List<?>) each;
                if (((Number) list.get(0)).doubleValue() <= at) {
                    found = new ArrayList<>(list.subList(1, list.size()));
                }
            }
        }
        return found;
    }
}
