package io.meshfed.cluster;

import io.meshfed.cluster.SessionOptions.Mode;
import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stores whole objects. Each change names the version that it changes, so of two that saw the same
 * one comes second, and learns it. Whatever else stood in the object is replaced.
 */
final class VersionedWrites {

    private static final String JSON = "application/json";

    private final ApiClient client;
    private final Refusals refusals;

    VersionedWrites(ApiClient client) {
        this.client = client;
        this.refusals = new Refusals(client);
    }

    /** Empty when there is one already, which after a lost reply may be the one just made. */
    Optional<ClusterObject> create(Manifest desired, Mode mode) {
        ObjectRef ref = desired.ref();
        // A create by POST has no name in its URL, and no Role can bind it to one.
        ApiCall call =
                new ApiCall(
                        asks("create", ref, ""),
                        "POST",
                        ResourcePath.of(ref.type(), ref.namespace()) + query(mode),
                        JSON,
                        Json.write(desired.toTree()));
        ApiAnswer answer = client.call(call);
        return answer.status() == 409 ? Optional.empty() : Optional.of(stored(ref, call, answer));
    }

    /**
     * @param version resource version of what was seen
     * @return empty when it is not what it was any more, which after a lost reply may be our doing
     */
    Optional<ClusterObject> replace(Manifest desired, String uid, String version, Mode mode) {
        ObjectRef ref = desired.ref();
        Map<String, Object> tree = desired.toTree();
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(tree.get("metadata")));
        metadata.put("uid", uid);
        metadata.put("resourceVersion", version);
        tree.put("metadata", metadata);
        ApiCall call =
                new ApiCall(
                        asks("update", ref, ref.name()),
                        "PUT",
                        ResourcePath.of(ref) + query(mode),
                        JSON,
                        Json.write(tree));
        ApiAnswer answer = client.call(call);
        boolean other = answer.status() == 409 || answer.objectMissing();
        return other ? Optional.empty() : Optional.of(stored(ref, call, answer));
    }

    private ClusterObject stored(ObjectRef ref, ApiCall call, ApiAnswer answer) {
        if (!answer.ok()) {
            throw refusals.of(call, answer);
        }
        return new ClusterObject(ref, answer.tree());
    }

    private static String query(Mode mode) {
        return "?fieldManager=" + Ownership.FIELD_MANAGER + Writes.dryRun(mode);
    }

    private static AccessRule asks(String verb, ObjectRef ref, String name) {
        ResourceType type = ref.type();
        return new AccessRule(verb, type.group(), type.plural(), ref.namespace(), name);
    }
}
