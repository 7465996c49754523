package io.meshfed.testing;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is stored of a federation, without what differs from run to run: identities, versions, times
 * and statuses. Who owns which field is part of it.
 */
public final class StoredState {

    private static final List<ResourceType> KINDS =
            List.of(
                    ResourceTypes.CONFIG_MAP,
                    ResourceTypes.PEER,
                    ResourceTypes.EXPORTS,
                    ResourceTypes.IMPORTS,
                    ResourceTypes.CONTROL_PLANE);

    private StoredState() {}

    /** By cluster, kind and name, as YAML. */
    public static SortedMap<String, String> of(TestClusters clusters, Federation federation) {
        SortedMap<String, String> state = new TreeMap<>();
        for (Mesh mesh : federation.meshes()) {
            String cluster = mesh.cluster().name();
            for (ResourceType type : KINDS) {
                for (ClusterObject object : clusters.raw(cluster).list(type)) {
                    if (object.ref().namespace().equals(mesh.namespace())) {
                        state.put(cluster + ": " + object.ref(), text(object));
                    }
                }
            }
        }
        return state;
    }

    private static String text(ClusterObject object) {
        return Yaml.text(lasting(object.tree()));
    }

    /** An object without what differs from run to run. */
    public static Map<String, Object> lasting(Map<String, Object> object) {
        Map<String, Object> tree = new TreeMap<>(object);
        tree.remove("status");
        tree.remove("apiVersion");
        tree.remove("kind");
        Map<String, Object> metadata = new TreeMap<>(Trees.object(tree.get("metadata")));
        for (String moving :
                List.of("uid", "resourceVersion", "creationTimestamp", "generation", "selfLink")) {
            metadata.remove(moving);
        }
        metadata.put(
                "managedFields",
                Trees.objects(metadata.get("managedFields")).stream()
                        .filter(
                                entry ->
                                        !Trees.object(entry.get("fieldsV1"))
                                                .containsKey("f:status"))
                        .map(StoredState::timeless)
                        .map(String::valueOf)
                        .sorted()
                        .toList());
        tree.put("metadata", metadata);
        return tree;
    }

    private static Map<String, Object> timeless(Map<String, Object> entry) {
        Map<String, Object> rest = new TreeMap<>(entry);
        rest.remove("time");
        return rest;
    }
}
