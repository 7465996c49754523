package io.meshfed.steps;

import io.meshfed.cluster.AccessRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Missing permissions as the Role that grants them, ready to be applied. */
final class RoleYaml {

    private RoleYaml() {}

    /** One Role per namespace, one ClusterRole for what has none. */
    static String of(Collection<AccessRule> missing, String name) {
        Map<String, List<AccessRule>> byNamespace = new TreeMap<>();
        for (AccessRule rule : missing) {
            byNamespace.computeIfAbsent(rule.namespace(), ns -> new ArrayList<>()).add(rule);
        }
        StringBuilder yaml = new StringBuilder();
        byNamespace.forEach(
                (namespace, rules) -> {
                    if (!yaml.isEmpty()) {
                        yaml.append("---\n");
                    }
                    role(yaml, namespace, name, rules);
                });
        return yaml.toString();
    }

    private static void role(
            StringBuilder yaml, String namespace, String name, List<AccessRule> rules) {
        yaml.append("apiVersion: rbac.authorization.k8s.io/v1\n");
        yaml.append(namespace.isEmpty() ? "kind: ClusterRole\n" : "kind: Role\n");
        yaml.append("metadata:\n  name: ").append(name).append('\n');
        if (!namespace.isEmpty()) {
            yaml.append("  namespace: ").append(namespace).append('\n');
        }
        yaml.append("rules:\n");
        grouped(rules)
                .forEach(
                        (target, verbs) -> {
                            yaml.append("- apiGroups: [\"").append(target.get(0)).append("\"]\n");
                            yaml.append("  resources: [").append(target.get(1)).append("]\n");
                            if (!target.get(2).isEmpty()) {
                                yaml.append("  resourceNames: [")
                                        .append(target.get(2))
                                        .append("]\n");
                            }
                            yaml.append("  verbs: [")
                                    .append(String.join(", ", verbs))
                                    .append("]\n");
                        });
    }

    /**
     * Rules over one resource and one object become one; {@code create} cannot be bound to a name
     * by RBAC.
     */
    private static Map<List<String>, TreeSet<String>> grouped(List<AccessRule> rules) {
        Map<List<String>, TreeSet<String>> grouped = new LinkedHashMap<>();
        for (AccessRule rule : rules) {
            String name = rule.verb().equals("create") ? "" : rule.name();
            grouped.computeIfAbsent(
                            List.of(rule.group(), rule.plural(), name), key -> new TreeSet<>())
                    .add(rule.verb());
        }
        return grouped;
    }
}
