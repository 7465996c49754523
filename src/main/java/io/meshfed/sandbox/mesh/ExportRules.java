package io.meshfed.sandbox.mesh;

import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of an ExportedServiceSet as istiod reads them: the first that matches decides, a broken
 * one is skipped without a word, and "everything" really is everything, istiod and the gateways
 * included.
 */
final class ExportRules {

    private ExportRules() {}

    /** In the order of the Services. */
    static List<ExportedService> apply(
            Map<String, Object> set, List<Map<String, Object>> services, String peer) {
        List<Map<String, Object>> rules = Trees.objects(set, "spec", "exportRules");
        List<ExportedService> exported = new ArrayList<>();
        for (Map<String, Object> service : services) {
            ServiceName local =
                    new ServiceName(Manifests.namespace(service), Manifests.name(service));
            rules.stream()
                    .map(rule -> exportedAs(rule, local, service))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(name -> exported.add(exported(name, local, peer)));
        }
        return exported;
    }

    private static ExportedService exported(ServiceName name, ServiceName local, String peer) {
        return new ExportedService(
                "%s.%s.svc.%s-exports.local".formatted(name.name(), name.namespace(), peer),
                name,
                local);
    }

    private static Optional<ServiceName> exportedAs(
            Map<String, Object> rule, ServiceName local, Map<String, Object> service) {
        return switch (Trees.text(rule, "type").orElse("")) {
            case "NameSelector" -> byName(rule, "nameSelector", local);
            case "LabelSelector" -> byLabels(rule, local, service);
            default -> Optional.empty();
        };
    }

    private static Optional<ServiceName> byName(
            Map<String, Object> rule, String key, ServiceName local) {
        return Trees.value(rule, key)
                .map(Trees::object)
                .filter(selector -> names(selector, local))
                .map(selector -> renamed(selector, local));
    }

    private static Optional<ServiceName> byLabels(
            Map<String, Object> rule, ServiceName local, Map<String, Object> service) {
        Optional<Map<String, Object>> selector =
                Trees.value(rule, "labelSelector").map(Trees::object);
        Map<String, Object> labels = Manifests.part(service, "metadata", "labels");
        return selector.filter(s -> matches(text(s, "namespace"), local.namespace()))
                .filter(s -> LabelSelector.matches(Manifests.part(s, "selector"), labels))
                .map(
                        s ->
                                Trees.objects(s, "aliases").stream()
                                        .filter(alias -> names(alias, local))
                                        .map(alias -> renamed(alias, local))
                                        .findFirst()
                                        .orElse(local));
    }

    static boolean names(Map<String, Object> selector, ServiceName service) {
        return matches(text(selector, "namespace"), service.namespace())
                && matches(text(selector, "name"), service.name());
    }

    static ServiceName renamed(Map<String, Object> selector, ServiceName service) {
        String namespace = text(selector, "alias", "namespace");
        String name = text(selector, "alias", "name");
        return new ServiceName(
                any(namespace) ? service.namespace() : namespace,
                any(name) ? service.name() : name);
    }

    /** Absent, empty and {@code *} are one; there is no partial wildcard. */
    static boolean any(String pattern) {
        return pattern.isEmpty() || pattern.equals("*");
    }

    private static boolean matches(String pattern, String text) {
        return any(pattern) || pattern.equals(text);
    }

    private static String text(Map<String, Object> tree, String... path) {
        return Trees.text(tree, path).orElse("");
    }
}
