package io.meshfed.testing;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects of one cluster as a person with kubectl sees and edits them: another user than meshfed's,
 * and another field manager.
 */
public final class RawCluster {

    public static final String MANAGER = "kubectl-edit";
    private static final String CONTROLLER = "pilot-discovery";
    private static final String JSON = "application/json";
    private static final String MERGE = "application/merge-patch+json";

    private final RawHttp http;

    RawCluster(RawHttp http) {
        this.http = http;
    }

    public Optional<ClusterObject> find(ObjectRef ref) {
        RawHttp.Answer answer = http.send("GET", path(ref), "", "");
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(new ClusterObject(ref, answer.requireOk().tree()));
    }

    public ClusterObject get(ObjectRef ref) {
        return find(ref).orElseThrow(() -> new AssertionError("there is no " + ref));
    }

    public boolean has(ObjectRef ref) {
        return find(ref).isPresent();
    }

    /** In all namespaces, or of a cluster-scoped kind. */
    public List<ClusterObject> list(ResourceType type) {
        List<ClusterObject> found = new ArrayList<>();
        for (Map<String, Object> item : http.get(collection(type, ""))) {
            String namespace = Trees.text(item, "metadata", "namespace").orElse("");
            String name = Trees.text(item, "metadata", "name").orElseThrow();
            found.add(new ClusterObject(new ObjectRef(type, namespace, name), item));
        }
        return found;
    }

    /** Stores it as it stands: a new object, or what is left out goes. */
    public ClusterObject put(ObjectRef ref, Map<String, Object> content) {
        Map<String, Object> tree = tree(ref, content);
        Optional<ClusterObject> live = find(ref);
        String query = "?fieldManager=" + MANAGER;
        if (live.isEmpty()) {
            RawHttp.Answer created =
                    http.send(
                            "POST",
                            collection(ref.type(), ref.namespace()) + query,
                            JSON,
                            Json.write(tree));
            return new ClusterObject(ref, created.requireOk().tree());
        }
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(tree.get("metadata")));
        metadata.put("resourceVersion", live.get().resourceVersion());
        tree.put("metadata", metadata);
        RawHttp.Answer put = http.send("PUT", path(ref) + query, JSON, Json.write(tree));
        return new ClusterObject(ref, put.requireOk().tree());
    }

    /** Merges it into what is there, as {@code kubectl edit} or {@code patch} does. */
    public ClusterObject merge(ObjectRef ref, Map<String, Object> patch) {
        return merge(ref, patch, "?fieldManager=" + MANAGER);
    }

    /** Replaces parts of the status, as a controller does. */
    public ClusterObject mergeStatus(ObjectRef ref, Map<String, Object> status) {
        return merge(ref, Map.of("status", status), "/status?fieldManager=" + CONTROLLER);
    }

    /** As {@link #mergeStatus}; nothing happens when the object is gone. */
    void mergeStatusIfThere(ObjectRef ref, Map<String, Object> status) {
        RawHttp.Answer answer =
                http.send(
                        "PATCH",
                        path(ref) + "/status?fieldManager=" + CONTROLLER,
                        MERGE,
                        Json.write(Map.of("status", status)));
        if (answer.status() != 404) {
            answer.requireOk();
        }
    }

    private ClusterObject merge(ObjectRef ref, Map<String, Object> patch, String suffix) {
        RawHttp.Answer answer = http.send("PATCH", path(ref) + suffix, MERGE, Json.write(patch));
        return new ClusterObject(ref, answer.requireOk().tree());
    }

    /** By server-side apply with force, as {@code kubectl apply --server-side} would. */
    public ClusterObject apply(ObjectRef ref, Map<String, Object> content, String manager) {
        RawHttp.Answer answer =
                http.send(
                        "PATCH",
                        path(ref) + "?force=true&fieldManager=" + manager,
                        "application/apply-patch+yaml",
                        Json.write(tree(ref, content)));
        return new ClusterObject(ref, answer.requireOk().tree());
    }

    /** Absent is fine. */
    public void delete(ObjectRef ref) {
        RawHttp.Answer answer =
                http.send(
                        "DELETE",
                        path(ref),
                        JSON,
                        """
                        {"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0}""");
        if (answer.status() != 404) {
            answer.requireOk();
        }
    }

    private static Map<String, Object> tree(ObjectRef ref, Map<String, Object> content) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", ref.type().apiVersion());
        tree.put("kind", ref.type().kind());
        tree.putAll(content);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", ref.name());
        if (ref.type().namespaced()) {
            metadata.put("namespace", ref.namespace());
        }
        metadata.putAll(Trees.object(Trees.value(content, "metadata").orElse(Map.of())));
        tree.put("metadata", metadata);
        return tree;
    }

    private static String path(ObjectRef ref) {
        return collection(ref.type(), ref.namespace()) + "/" + ref.name();
    }

    private static String collection(ResourceType type, String namespace) {
        return (type.group().isEmpty() ? "/api/" : "/apis/")
                + type.apiVersion()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/"
                + type.plural();
    }
}
