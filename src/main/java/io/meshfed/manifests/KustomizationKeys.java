package io.meshfed.manifests;

import io.meshfed.model.Trees;
import io.meshfed.report.SafeText;
import java.util.Map;
import java.util.Set;

/**
 * Which fields a kustomization may have. Kustomize reads their names without case, so that what is
 * not spelled as it says itself would be followed by it and not by the scan.
 */
final class KustomizationKeys {

    private static final Set<String> TOP =
            Set.of(
                    "apiVersion",
                    "kind",
                    "metadata",
                    "openapi",
                    "namePrefix",
                    "nameSuffix",
                    "namespace",
                    "commonLabels",
                    "labels",
                    "commonAnnotations",
                    "patchesStrategicMerge",
                    "patchesJson6902",
                    "patches",
                    "images",
                    "imageTags",
                    "replacements",
                    "replicas",
                    "vars",
                    "sortOptions",
                    "resources",
                    "components",
                    "crds",
                    "bases",
                    "configMapGenerator",
                    "secretGenerator",
                    "helmGlobals",
                    "helmCharts",
                    "helmChartInflationGenerator",
                    "generatorOptions",
                    "configurations",
                    "generators",
                    "transformers",
                    "validators",
                    "buildMetadata");

    private static final Set<String> PATCH = Set.of("path", "patch", "target", "options");

    /** The commands are told of by themselves. */
    private static final Set<String> GENERATOR =
            Set.of(
                    "name",
                    "namespace",
                    "behavior",
                    "type",
                    "literals",
                    "files",
                    "envs",
                    "env",
                    "options",
                    "commands");

    /** Of the entries of a field, where the scan looks into them. */
    private static final Map<String, Set<String>> ENTRIES =
            Map.of(
                    "patches",
                    PATCH,
                    "patchesJson6902",
                    PATCH,
                    "replacements",
                    Set.of("path", "source", "targets"),
                    "configMapGenerator",
                    GENERATOR,
                    "secretGenerator",
                    GENERATOR);

    private final String file;
    private final SetProblems problems;

    KustomizationKeys(String file, SetProblems problems) {
        this.file = file;
        this.problems = problems;
    }

    void require(Map<String, Object> tree) {
        require(tree, TOP, "");
        require(Trees.object(tree.getOrDefault("openapi", Map.of())), Set.of("path"), "openapi.");
        ENTRIES.forEach(
                (field, known) -> {
                    int index = 0;
                    for (Map<String, Object> entry : Trees.objects(tree, field)) {
                        require(entry, known, "%s[%d].".formatted(field, index++));
                    }
                });
    }

    private void require(Map<String, Object> fields, Set<String> known, String where) {
        for (String key : fields.keySet()) {
            if (!known.contains(key)) {
                problems.add(
                        file,
                        "%s%s is no field of kustomize%s"
                                .formatted(where, SafeText.of(key), meant(key, known)));
            }
        }
    }

    private static String meant(String key, Set<String> known) {
        return known.stream()
                .filter(key::equalsIgnoreCase)
                .findFirst()
                .map("; write %s"::formatted)
                .orElse("");
    }
}
