package io.meshfed.catalog;

import io.meshfed.catalog.Permission.Scope;
import io.meshfed.catalog.Permission.When;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a step needs to be allowed, as Roles for the clusters that it works on. */
final class RbacYaml {

    private RbacYaml() {}

    /** A Role for the namespace of each control plane, and a ClusterRole for what has none. */
    static String of(StepDefinition step) {
        StringBuilder yaml = new StringBuilder("# " + TektonYaml.GENERATED + "\n");
        int header = yaml.length();
        for (When when : When.values()) {
            for (Scope scope : Scope.values()) {
                List<Permission> part =
                        step.access().stream()
                                .filter(rule -> rule.when() == when && rule.scope() == scope)
                                .toList();
                if (!part.isEmpty()) {
                    yaml.append(yaml.length() == header ? "" : "---\n")
                            .append(role(step, scope, when, part));
                }
            }
        }
        return yaml.toString();
    }

    private static String role(
            StepDefinition step, Scope scope, When when, List<Permission> permissions) {
        List<String> header = new ArrayList<>();
        header.add(
                switch (scope) {
                    case MESH -> "For the namespace of each control plane, in its cluster.";
                    case MEMBER -> "For the namespace of each service or workload in question.";
                    case CLUSTER -> "For each cluster, beside the Role.";
                });
        if (when != When.ALWAYS) {
            header.add(when.reason() + ".");
        }
        String member = scope == Scope.MEMBER ? "-member" : "";
        String suffix = member + (when == When.ALWAYS ? "" : "-" + Words.kebab(when.name()));
        return YamlText.of(
                header,
                Trees.map(
                        "apiVersion",
                        "rbac.authorization.k8s.io/v1",
                        "kind",
                        scope == Scope.CLUSTER ? "ClusterRole" : "Role",
                        "metadata",
                        Trees.map(
                                "name",
                                step.resourceName() + suffix,
                                "labels",
                                Trees.map("app.kubernetes.io/part-of", "meshfed")),
                        "rules",
                        rules(permissions)));
    }

    private record Target(String group, String resource, String name) {}

    private static List<Object> rules(List<Permission> permissions) {
        Map<Target, TreeSet<String>> verbs = new LinkedHashMap<>();
        for (Permission each : permissions) {
            Target target = new Target(each.group(), each.resource(), each.objectName());
            verbs.computeIfAbsent(target, unseen -> new TreeSet<>()).addAll(each.verbs());
        }
        // What may be done to all objects need not be allowed for one of them again.
        for (Target target : new LinkedHashSet<>(verbs.keySet())) {
            Target all = new Target(target.group(), target.resource(), "");
            if (!target.equals(all) && verbs.containsKey(all)) {
                verbs.get(target).removeAll(verbs.get(all));
            }
        }
        List<Object> rules = new ArrayList<>();
        verbs.forEach(
                (target, allowed) -> {
                    if (!allowed.isEmpty()) {
                        rules.add(rule(target, allowed));
                    }
                });
        return rules;
    }

    private static Map<String, Object> rule(Target target, TreeSet<String> verbs) {
        Map<String, Object> rule =
                Trees.map(
                        "apiGroups",
                        List.of(target.group()),
                        "resources",
                        List.of(target.resource()));
        if (!target.name().isEmpty()) {
            rule.put("resourceNames", List.of(target.name()));
        }
        rule.put("verbs", List.copyOf(verbs));
        return rule;
    }
}
