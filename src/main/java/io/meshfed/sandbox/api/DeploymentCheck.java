package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the server demands of a Deployment: pods that it can find again, with containers in them.
 */
final class DeploymentCheck {

    private DeploymentCheck() {}

    static void add(Map<String, Object> live, Map<String, Object> object, List<Cause> causes) {
        Map<String, Object> selector = part(object, "spec", "selector");
        Map<String, Object> wanted = part(object, "spec", "selector", "matchLabels");
        Map<String, Object> labels = part(object, "spec", "template", "metadata", "labels");
        boolean old = !live.isEmpty();
        if (selector.isEmpty()) {
            causes.add(Cause.required("spec.selector", ""));
        }
        if (Trees.value(object, "spec", "replicas").orElse(0L) instanceof Long count && count < 0) {
            causes.add(
                    Cause.invalid(
                            "spec.replicas", "" + count, "must be greater than or equal to 0"));
        }
        if (selector.isEmpty() || !labels.entrySet().containsAll(wanted.entrySet())) {
            causes.add(
                    Cause.invalid(
                            "spec.template.metadata.labels",
                            goLabels(labels),
                            "`selector` does not match template `labels`"));
        }
        List<Map<String, Object>> containers =
                Trees.objects(object, "spec", "template", "spec", "containers");
        if (containers.isEmpty()) {
            causes.add(Cause.required("spec.template.spec.containers", ""));
        }
        for (int i = 0; i < containers.size(); i++) {
            for (String field : List.of("name", "image")) {
                if (Trees.text(containers.get(i), field).orElse("").isEmpty()) {
                    String at = "spec.template.spec.containers[%d].%s".formatted(i, field);
                    causes.add(Cause.required(at, ""));
                }
            }
        }
        status(part(object, "status"), causes);
        if (old && !selector.equals(part(live, "spec", "selector"))) {
            causes.add(
                    Cause.invalid(
                            "spec.selector",
                            "v1.LabelSelector{MatchLabels:%s, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}"
                                    .formatted(goLabels(wanted)),
                            "field is immutable"));
        }
    }

    private static void status(Map<String, Object> status, List<Cause> causes) {
        for (String field : List.of("updatedReplicas", "readyReplicas", "availableReplicas")) {
            most(status, field, "replicas", "cannot be greater than status.replicas", causes);
        }
        most(
                status,
                "availableReplicas",
                "readyReplicas",
                "cannot be greater than readyReplicas",
                causes);
    }

    private static void most(
            Map<String, Object> status,
            String field,
            String bound,
            String why,
            List<Cause> causes) {
        if (count(status, field) > count(status, bound)) {
            causes.add(Cause.invalid("status." + field, "" + count(status, field), why));
        }
    }

    private static long count(Map<String, Object> status, String field) {
        return status.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static Map<String, Object> part(Map<String, Object> object, String... path) {
        return Json.part(Trees.value(object, path).orElse(Map.of()));
    }

    /** As Go prints a map of strings. */
    private static String goLabels(Map<String, Object> labels) {
        if (labels.isEmpty()) {
            return "map[string]string(nil)";
        }
        List<String> entries =
                new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(e -> Json.write(e.getKey()) + ":" + Json.write(e.getValue()))
                                .toList();
        return "map[string]string{" + String.join(", ", entries) + "}";
    }
}
