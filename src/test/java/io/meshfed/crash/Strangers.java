package io.meshfed.crash;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.DirectApi;
import io.meshfed.sandbox.api.ObjectStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects of others, as like to ours as they can be: none of them may ever be touched. */
final class Strangers {

    private static final String ELSEWHERE = "stranger";

    private Strangers() {}

    static void settle(Mesh mesh, DirectApi api) {
        ObjectStore store = api.store();
        Map<String, String> none = Map.of();
        Map<String, String> theirs = Ownership.labels("another");
        Map<String, Object> rules = Map.of("exportRules", List.of());
        store.put(object(ResourceTypes.NAMESPACE, "", ELSEWHERE, none, "spec", Map.of()));
        for (Direction direction : World.FEDERATION.directionsFrom(mesh)) {
            String peer = direction.peerName();
            String roots = direction.caConfigMap();
            Map<String, Object> data = Map.of("root-cert.pem", "not ours");
            for (String name : List.of(roots + "-old", "old-" + roots, "another-ca-root-cert")) {
                store.put(config(mesh.namespace(), name, none, data));
            }
            store.put(config(mesh.namespace(), "third-ca-root-cert", theirs, data));
            store.put(config(ELSEWHERE, roots, Ownership.labels(World.FEDERATION.name()), data));
            store.put(
                    object(
                            ResourceTypes.EXPORTS,
                            mesh.namespace(),
                            "third",
                            theirs,
                            "spec",
                            rules));
            store.put(object(ResourceTypes.EXPORTS, ELSEWHERE, peer, none, "spec", rules));
            store.put(
                    object(
                            ResourceTypes.IMPORTS,
                            ELSEWHERE,
                            peer,
                            theirs,
                            "spec",
                            Map.of("importRules", List.of())));
        }
    }

    private static Map<String, Object> config(
            String namespace, String name, Map<String, String> labels, Map<String, Object> data) {
        return object(ResourceTypes.CONFIG_MAP, namespace, name, labels, "data", data);
    }

    private static Map<String, Object> object(
            ResourceType type,
            String namespace,
            String name,
            Map<String, String> labels,
            String part,
            Map<String, Object> content) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (type.namespaced()) {
            metadata.put("namespace", namespace);
        }
        if (!labels.isEmpty()) {
            metadata.put("labels", Map.copyOf(labels));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", type.apiVersion());
        object.put("kind", type.kind());
        object.put("metadata", metadata);
        object.put(part, content);
        return object;
    }
}
