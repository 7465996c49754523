package io.meshfed.testing;

import io.meshfed.cluster.AccessRule;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Role or ClusterRole in YAML.
 *
 * @param namespace empty for a ClusterRole
 */
public record RoleDocument(String namespace, String name, Map<String, Object> tree) {

    public static List<RoleDocument> all(String yaml) {
        return Yaml.all(yaml).stream()
                .map(
                        tree ->
                                new RoleDocument(
                                        Trees.text(tree, "metadata", "namespace").orElse(""),
                                        Trees.text(tree, "metadata", "name").orElseThrow(),
                                        tree))
                .toList();
    }

    /** One by one. */
    public List<AccessRule> rules() {
        List<AccessRule> rules = new ArrayList<>();
        for (Map<String, Object> rule : Trees.objects(tree, "rules")) {
            List<String> names = Trees.texts(rule.get("resourceNames"));
            for (String group : Trees.texts(rule.get("apiGroups"))) {
                for (String resource : Trees.texts(rule.get("resources"))) {
                    for (String verb : Trees.texts(rule.get("verbs"))) {
                        for (String object : names.isEmpty() ? List.of("") : names) {
                            rules.add(new AccessRule(verb, group, resource, namespace, object));
                        }
                    }
                }
            }
        }
        return rules;
    }
}
