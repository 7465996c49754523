package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;

/** A Kubernetes label selector; an empty one takes everything. */
final class LabelSelector {

    private LabelSelector() {}

    static boolean matches(Map<String, Object> selector, Map<String, Object> labels) {
        boolean exact =
                Manifests.part(selector, "matchLabels").entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
        return exact
                && Trees.objects(selector, "matchExpressions").stream()
                        .allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(Map<String, Object> expression, Map<String, Object> labels) {
        Object value = labels.get(Trees.text(expression, "key").orElse(""));
        List<String> values = Trees.texts(Trees.value(expression, "values").orElse(List.of()));
        return switch (Trees.text(expression, "operator").orElse("")) {
            case "In" -> value instanceof String text && values.contains(text);
            case "NotIn" -> !(value instanceof String text && values.contains(text));
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
