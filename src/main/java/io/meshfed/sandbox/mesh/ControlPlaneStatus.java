package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the operator writes into a ServiceMeshControlPlane. */
record ControlPlaneStatus(Map<String, Object> smcp, Set<String> components, Set<String> unready) {

    private static final String OPERATOR = "2.6.14";

    Map<String, Object> at(Instant now, boolean ready) {
        Set<String> running = new TreeSet<>(components);
        running.removeAll(unready);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put(
                "annotations",
                Map.of("readyComponentCount", running.size() + "/" + components.size()));
        status.put("chartVersion", chart());
        status.put("conditions", conditions(now, ready));
        status.put("observedGeneration", Manifests.generation(smcp));
        status.put("operatorVersion", OPERATOR + "-1");
        status.put(
                "readiness",
                Map.of(
                        "components",
                        Map.of(
                                "pending", List.of(),
                                "ready", new ArrayList<>(running),
                                "unready", new ArrayList<>(unready))));
        return status;
    }

    private String chart() {
        String version = Trees.text(smcp, "spec", "version").orElse("v2.6").replace("v", "");
        return OPERATOR.startsWith(version + ".") ? OPERATOR + "-1" : version + ".0-1";
    }

    private List<Map<String, Object>> conditions(Instant now, boolean ready) {
        boolean first = Manifests.generation(smcp) <= 1;
        String done = first ? "InstallSuccessful" : "UpdateSuccessful";
        String told =
                first
                        ? "Successfully installed all mesh components"
                        : "Successfully updated from spec change";
        if (ready) {
            return List.of(
                    condition(now, "Installed", true, "InstallSuccessful", told),
                    condition(now, "Reconciled", true, done, told),
                    condition(
                            now,
                            "Ready",
                            true,
                            "ComponentsReady",
                            "All component deployments are Available"));
        }
        String why = first ? "PausingInstall" : "SpecUpdated";
        String waits = "Paused until the following components become ready: " + unready;
        return List.of(
                condition(now, "Installed", !first, first ? why : "InstallSuccessful", waits),
                condition(now, "Reconciled", false, why, waits),
                condition(
                        now,
                        "Ready",
                        false,
                        "ComponentsNotReady",
                        "Some components are not fully available: " + unready));
    }

    private Map<String, Object> condition(
            Instant now, String type, boolean holds, String reason, String message) {
        String value = holds ? "True" : "False";
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("lastTransitionTime", since(type, value, now));
        condition.put("message", message);
        condition.put("reason", reason);
        condition.put("status", value);
        condition.put("type", type);
        return condition;
    }

    private String since(String type, String value, Instant now) {
        return Trees.objects(smcp, "status", "conditions").stream()
                .filter(old -> type.equals(old.get("type")) && value.equals(old.get("status")))
                .flatMap(old -> Trees.text(old, "lastTransitionTime").stream())
                .findFirst()
                .orElseGet(() -> Remotes.stamp(now));
    }
}
