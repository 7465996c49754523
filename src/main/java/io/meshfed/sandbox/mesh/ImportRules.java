package io.meshfed.sandbox.mesh;

import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of an ImportedServiceSet as istiod reads them. A rule with a mistake is as good as
 * absent, so a later, broader one can take the service.
 */
final class ImportRules {

    private static final String CLUSTER_SUFFIX = "svc.cluster.local";

    static final ImportRules NONE = new ImportRules(List.of(), "");

    private final List<Map<String, Object>> rules;
    private final String domainSuffix;

    private ImportRules(List<Map<String, Object>> rules, String domainSuffix) {
        this.rules = rules;
        this.domainSuffix = domainSuffix;
    }

    static ImportRules of(Map<String, Object> set, String peer) {
        return new ImportRules(
                Trees.objects(set, "spec", "importRules").stream()
                        .filter(ImportRules::usable)
                        .toList(),
                Trees.text(set, "spec", "domainSuffix")
                        .filter(suffix -> !suffix.isEmpty())
                        .orElse("svc." + peer + "-imports.local"));
    }

    private static boolean usable(Map<String, Object> rule) {
        boolean readable =
                Trees.text(rule, "type").filter("NameSelector"::equals).isPresent()
                        && Trees.value(rule, "nameSelector").isPresent();
        boolean fixedNamespace =
                Trees.text(rule, "nameSelector", "alias", "namespace")
                        .filter(namespace -> !ExportRules.any(namespace))
                        .isPresent();
        boolean ownSuffix =
                Trees.text(rule, "domainSuffix").filter(CLUSTER_SUFFIX::equals).isPresent();
        return readable && !ownSuffix && (fixedNamespace || !Trees.flag(rule, "importAsLocal"));
    }

    Optional<ImportedService> take(ServiceName exported) {
        return rules.stream()
                .filter(rule -> ExportRules.names(Manifests.part(rule, "nameSelector"), exported))
                .findFirst()
                .map(rule -> taken(rule, exported));
    }

    private ImportedService taken(Map<String, Object> rule, ServiceName exported) {
        ServiceName local = ExportRules.renamed(Manifests.part(rule, "nameSelector"), exported);
        String suffix =
                Trees.flag(rule, "importAsLocal")
                        ? CLUSTER_SUFFIX
                        : Trees.text(rule, "domainSuffix")
                                .filter(own -> !own.isEmpty())
                                .orElse(domainSuffix);
        return new ImportedService(
                local, "%s.%s.%s".formatted(local.name(), local.namespace(), suffix));
    }
}
