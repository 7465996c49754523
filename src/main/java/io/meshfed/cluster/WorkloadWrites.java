package io.meshfed.cluster;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes one thing of a Deployment that belongs to others, as they would themselves: how many pods
 * it has, or that it starts them anew.
 */
final class WorkloadWrites {

    /** What the manager of replicas is called after. */
    static final String SCALE = "scale";

    private static final String MERGE = "application/merge-patch+json";
    private static final String STRATEGIC_MERGE = "application/strategic-merge-patch+json";

    private final ApiClient client;
    private final Refusals refusals;
    private final WritePermit permit;

    WorkloadWrites(ApiClient client, WritePermit permit) {
        this.client = client;
        this.refusals = new Refusals(client);
        this.permit = permit;
    }

    void restart(ObjectRef deployment, SessionOptions.Mode mode) {
        String now = client.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, Object> annotations = Map.of("kubectl.kubernetes.io/restartedAt", now);
        Map<String, Object> metadata = Map.of("metadata", Map.of("annotations", annotations));
        Map<String, Object> patch = Map.of("spec", Map.of("template", metadata));
        String query = "?fieldManager=" + Writes.manager("restart") + Writes.dryRun(mode);
        send(
                ApiCall.patch(
                        asks(deployment, ""),
                        ResourcePath.of(deployment) + query,
                        STRATEGIC_MERGE,
                        Json.write(patch)),
                mode);
    }

    /** Through the subresource, as autoscalers do, and only onto what was seen. */
    void scale(ClusterObject seen, int replicas, SessionOptions.Mode mode) {
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("metadata", Map.of("resourceVersion", seen.resourceVersion()));
        patch.put("spec", Map.of("replicas", replicas));
        String query = "?fieldManager=" + Writes.manager(SCALE) + Writes.dryRun(mode);
        send(
                ApiCall.patch(
                        asks(seen.ref(), "/scale"),
                        ResourcePath.of(seen.ref()) + "/scale" + query,
                        MERGE,
                        Json.write(patch)),
                mode);
    }

    private static AccessRule asks(ObjectRef ref, String subresource) {
        ResourceType type = ref.type();
        return new AccessRule(
                "patch", type.group(), type.plural() + subresource, ref.namespace(), ref.name());
    }

    /** What is only rehearsed needs no permit. */
    private void send(ApiCall call, SessionOptions.Mode mode) {
        boolean rehearsed = mode == SessionOptions.Mode.DRY_RUN;
        ApiAnswer answer = client.call(call, rehearsed ? WritePermit.ALWAYS : permit);
        if (!answer.ok()) {
            throw refusals.of(call, answer);
        }
    }
}
