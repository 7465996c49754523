package io.meshfed.sandbox.workload;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import io.meshfed.sandbox.mesh.MeshClock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cluster that controllers work in. */
record Site(String cluster, ObjectStore store, MeshClock clock) {

    String stamp() {
        return clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whether something can be made there: it exists and is not on its way out. */
    boolean open(String namespace) {
        return store.get(Kinds.NAMESPACE, "", namespace)
                .filter(found -> Trees.value(found, "metadata", "deletionTimestamp").isEmpty())
                .isPresent();
    }

    /**
     * A condition that keeps its time as long as its status stays.
     *
     * @param before the conditions of until now
     */
    Map<String, Object> condition(
            List<Map<String, Object>> before, String type, boolean holds, String reason) {
        String status = holds ? "True" : "False";
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("type", type);
        condition.put("status", status);
        if (!reason.isEmpty()) {
            condition.put("reason", reason);
        }
        condition.put(
                "lastTransitionTime",
                before.stream()
                        .filter(old -> type.equals(old.get("type")))
                        .filter(old -> status.equals(old.get("status")))
                        .flatMap(old -> Trees.text(old, "lastTransitionTime").stream())
                        .findFirst()
                        .orElseGet(this::stamp));
        return condition;
    }

    static String key(Map<String, Object> object) {
        return Manifests.namespace(object) + "/" + Manifests.name(object);
    }
}
