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

    /** The same rules as objects of RBAC. */
    static List<Map<String, Object>> rules(List<AccessRule> rules) {
        List<Map<String, Object>> trees = new ArrayList<>();
        grouped(rules)
                .forEach(
                        (target, verbs) -> {
                            Map<String, Object> tree = new LinkedHashMap<>();
                            tree.put("apiGroups", List.of(target.get(0)));
                            tree.put("resources", List.of(target.get(1)));
                            if (!target.get(2).isEmpty()) {
                                tree.put("resourceNames", List.of(target.get(2)));
                            }
                            tree.put("verbs", List.copyOf(verbs));
                            trees.add(tree);
                        });
        return trees;
    }

    /**
     * Rules over one resource and one object become one. A create by server-side apply can be bound
     * to a name, unlike one by POST: the URL names the object.
     */
    private static Map<List<String>, TreeSet<String>> grouped(List<AccessRule> rules) {
        Map<List<String>, TreeSet<String>> grouped = new LinkedHashMap<>();
        for (AccessRule rule : rules) {
            grouped.computeIfAbsent(
                            List.of(rule.group(), rule.plural(), rule.name()),
                            key -> new TreeSet<>())
                    .add(rule.verb());
        }
        return grouped;
    }
}
