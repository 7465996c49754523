package io.meshfed.contexts;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import io.meshfed.model.Stage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must be true between the parts of a federation file, beyond the shape of each. */
final class FederationRules {

    private final Findings problems;
    private final Findings warnings;

    FederationRules(Findings problems, Findings warnings) {
        this.problems = problems;
        this.warnings = warnings;
    }

    /** The federation; worth something only when no problem was found. */
    Federation build(Item root) {
        SortedMap<String, ClusterRef> clusters = clusters(root.at("clusters"));
        SortedMap<String, Mesh> meshes = meshes(root.at("meshes"), clusters);
        List<Peering> peerings =
                new PeeringRules(meshes, problems, warnings).read(root.at("peerings"));
        warnOfIdle(root);
        return new Federation(
                root.textAt("name"),
                List.copyOf(clusters.values()),
                List.copyOf(meshes.values()),
                peerings);
    }

    private SortedMap<String, ClusterRef> clusters(Item section) {
        refuseEqual(section, "context", "leads to cluster '%s' already; each needs its own");
        refuseEqual(section, "id", "is the pin of cluster '%s' already");
        SortedMap<String, ClusterRef> clusters = new TreeMap<>();
        section.entries()
                .forEach(
                        (name, item) ->
                                clusters.put(
                                        name,
                                        new ClusterRef(
                                                name, item.textAt("context"), item.textAt("id"))));
        return clusters;
    }

    private SortedMap<String, Mesh> meshes(Item section, Map<String, ClusterRef> clusters) {
        // istiod keeps the peers' roots by trust domain: of two equal ones, one is lost silently.
        refuseEqual(
                section,
                "trustDomain",
                "is the trust domain of mesh '%s' already; each needs its own");
        refuseSharedNamespace(section);
        SortedMap<String, Mesh> meshes = new TreeMap<>();
        section.entries().forEach((name, item) -> meshes.put(name, mesh(name, item, clusters)));
        return meshes;
    }

    private Mesh mesh(String name, Item item, Map<String, ClusterRef> clusters) {
        String cluster = item.textAt("cluster");
        if (!cluster.isEmpty() && !clusters.containsKey(cluster)) {
            problems.add(
                    item.at("cluster").place(),
                    "unknown cluster '%s'%s"
                            .formatted(
                                    Findings.shown(cluster),
                                    WordHint.after(cluster, clusters.keySet())));
        }
        return new Mesh(
                name,
                clusters.getOrDefault(cluster, new ClusterRef(cluster, "", "")),
                item.textAt("namespace"),
                item.textAt("controlPlane"),
                stage(item.textAt("stage")),
                item.textAt("gateways").equals("managed")
                        ? GatewayMode.MANAGED
                        : GatewayMode.EXISTING,
                item.textAt("trustDomain"),
                item.has("rootConfigMap")
                        ? item.textAt("rootConfigMap")
                        : Mesh.DEFAULT_ROOT_CONFIG_MAP);
    }

    private static Stage stage(String word) {
        return switch (word) {
            case "staging" -> Stage.STAGING;
            case "production" -> Stage.PRODUCTION;
            default -> Stage.UNSTAGED;
        };
    }

    private void refuseEqual(Item section, String key, String problem) {
        Map<String, String> owners = new HashMap<>();
        section.entries()
                .forEach(
                        (name, item) -> {
                            if (!item.has(key)) {
                                return;
                            }
                            String owner = owners.putIfAbsent(item.textAt(key), name);
                            if (owner != null) {
                                String value = Findings.shown(item.textAt(key));
                                problems.add(
                                        item.at(key).place(),
                                        "'%s' ".formatted(value) + problem.formatted(owner));
                            }
                        });
    }

    private void refuseSharedNamespace(Item meshes) {
        Map<String, String> owners = new HashMap<>();
        meshes.entries()
                .forEach(
                        (name, item) -> {
                            if (!item.has("cluster") || !item.has("namespace")) {
                                return;
                            }
                            String home = item.textAt("cluster") + "/" + item.textAt("namespace");
                            String owner = owners.putIfAbsent(home, name);
                            if (owner != null) {
                                problems.add(
                                        item.at("namespace").place(),
                                        "mesh '%s' has this namespace of cluster '%s' already"
                                                .formatted(
                                                        owner,
                                                        Findings.shown(item.textAt("cluster"))));
                            }
                        });
    }

    private void warnOfIdle(Item root) {
        List<String> peered =
                root.at("peerings").items().stream()
                        .flatMap(peering -> peering.at("between").items().stream())
                        .map(Item::text)
                        .toList();
        List<String> inhabited =
                root.at("meshes").entries().values().stream()
                        .map(mesh -> mesh.textAt("cluster"))
                        .toList();
        warnUnless(peered, root.at("meshes"), "no peering joins this mesh");
        warnUnless(inhabited, root.at("clusters"), "no mesh is in this cluster");
    }

    private void warnUnless(List<String> used, Item section, String warning) {
        section.entries().entrySet().stream()
                .filter(entry -> !used.contains(entry.getKey()))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .forEach(entry -> warnings.add(entry.getValue().place(), warning));
    }
}
