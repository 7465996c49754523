package io.meshfed.resource;

import io.meshfed.model.Direction;
import io.meshfed.model.Export;
import io.meshfed.model.Manifest;
import io.meshfed.model.Ownership;
import io.meshfed.model.ServiceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Desired ExportedServiceSets: what the local mesh offers to the remote one. */
public final class ExportedServiceSets {

    private ExportedServiceSets() {}

    /**
     * Exists also when nothing is exported: an empty list of rules exports nothing and can be
     * filled at any time.
     */
    public static Manifest desired(String federation, Direction direction) {
        return withRules(
                federation,
                direction,
                direction.exports().stream().map(ExportedServiceSets::rule).toList());
    }

    /**
     * Exports nothing any more. A peer deleted while something is exported locks istiod's worker
     * for ever.
     */
    public static Manifest drained(String federation, Direction direction) {
        return withRules(federation, direction, List.of());
    }

    private static Manifest withRules(
            String federation, Direction direction, List<Map<String, Object>> rules) {
        return new Manifest(
                FederationObjects.exports(direction),
                Ownership.labels(federation),
                new TreeMap<>(),
                Map.of("spec", Map.of("exportRules", rules)));
    }

    private static Map<String, Object> rule(Export export) {
        Map<String, Object> rule = new LinkedHashMap<>();
        if (export.byName()) {
            rule.put("type", "NameSelector");
            rule.put("nameSelector", nameSelector(export));
        } else {
            rule.put("type", "LabelSelector");
            rule.put("labelSelector", labelSelector(export));
        }
        return rule;
    }

    private static Map<String, Object> nameSelector(Export export) {
        Map<String, Object> selector = new LinkedHashMap<>();
        selector.put("namespace", export.service().namespace());
        selector.put("name", export.service().name());
        if (!export.exportedAs().equals(export.service())) {
            selector.put("alias", alias(export.exportedAs()));
        }
        return selector;
    }

    /**
     * The field is {@code selector}, and {@code aliases} is a list: misspelt ones are pruned, which
     * exports everything.
     */
    private static Map<String, Object> labelSelector(Export export) {
        Map<String, Object> selector = new LinkedHashMap<>();
        selector.put("namespace", export.service().namespace());
        selector.put("selector", Map.of("matchLabels", new LinkedHashMap<>(export.labels())));
        if (!export.exportedAs().namespace().equals(export.service().namespace())) {
            Map<String, Object> alias = new LinkedHashMap<>();
            alias.put("namespace", export.service().namespace());
            alias.put("alias", Map.of("namespace", export.exportedAs().namespace()));
            selector.put("aliases", List.of(alias));
        }
        return selector;
    }

    static Map<String, Object> alias(ServiceName name) {
        Map<String, Object> alias = new LinkedHashMap<>();
        alias.put("namespace", name.namespace());
        if (!name.name().isEmpty()) {
            alias.put("name", name.name());
        }
        return alias;
    }
}
