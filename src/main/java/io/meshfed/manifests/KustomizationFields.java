package io.meshfed.manifests;

import io.meshfed.model.Trees;
import io.meshfed.report.SafeText;
import io.meshfed.yaml.Place;
import io.meshfed.yaml.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** What one kustomization file refers to, and what of it is refused whatever it refers to. */
final class KustomizationFields {

    /** What is done with what is referred to. */
    enum Use {
        /** A file of objects, or another kustomization. */
        RESOURCE,
        /** A file that is only read. */
        FILE,
        /** The configuration of a plugin. */
        PLUGIN
    }

    /**
     * @param field in which it stands: {@code resources[2]}
     */
    record Reference(String field, String written, Use use) {}

    private static final Map<String, String> REFUSED = new LinkedHashMap<>();

    static {
        String helm = "starts helm, which may load charts from the network; render it before";
        REFUSED.put("helmCharts", helm);
        REFUSED.put("helmGlobals", helm);
        REFUSED.put("helmChartInflationGenerator", helm);
    }

    /** These list folders as well as files. */
    private static final List<String> RESOURCES = List.of("resources", "bases", "components");

    private static final List<String> FILES = List.of("configurations", "crds");
    private static final List<String> PLUGINS = List.of("generators", "transformers", "validators");
    private static final List<String> PATCHES =
            List.of("patches", "patchesJson6902", "replacements");
    private static final List<String> MAP_GENERATORS =
            List.of("configMapGenerator", "secretGenerator");

    private final Map<String, Object> tree;
    private final String file;
    private final SetProblems problems;
    private final List<Reference> references = new ArrayList<>();

    KustomizationFields(Map<String, Object> tree, String file, SetProblems problems) {
        this.tree = tree;
        this.file = file;
        this.problems = problems;
    }

    List<Reference> references() {
        new KustomizationKeys(file, problems).require(tree);
        REFUSED.forEach(
                (field, why) -> {
                    if (tree.containsKey(field)) {
                        problems.add(file, "%s %s".formatted(field, why));
                    }
                });
        RESOURCES.forEach(field -> listed(field, Use.RESOURCE));
        FILES.forEach(field -> listed(field, Use.FILE));
        PLUGINS.forEach(this::plugins);
        PATCHES.forEach(this::paths);
        listedOrInline("patchesStrategicMerge");
        // As older ones wrote them, and kustomize still reads them.
        listedOrInline("patches");
        MAP_GENERATORS.forEach(this::generator);
        Trees.text(tree, "openapi", "path")
                .ifPresent(path -> references.add(new Reference("openapi.path", path, Use.FILE)));
        return List.copyOf(references);
    }

    private void listed(String field, Use use) {
        int index = 0;
        for (String written : Trees.texts(tree.get(field))) {
            references.add(new Reference("%s[%d]".formatted(field, index++), written, use));
        }
    }

    /** Text of several lines, or of an object, is the thing itself. */
    private static boolean inline(String written) {
        return written.contains("\n") || written.contains("{") || written.contains(": ");
    }

    private void listedOrInline(String field) {
        int index = 0;
        for (String written : Trees.texts(tree.get(field))) {
            String at = "%s[%d]".formatted(field, index++);
            if (!inline(written)) {
                references.add(new Reference(at, written, Use.FILE));
            }
        }
    }

    private void plugins(String field) {
        int index = 0;
        for (String written : Trees.texts(tree.get(field))) {
            String at = "%s[%d]".formatted(field, index++);
            if (inline(written)) {
                inlinePlugin(written, file + ": " + at);
            } else {
                references.add(new Reference(at, written, Use.PLUGIN));
            }
        }
    }

    private void inlinePlugin(String written, String where) {
        YamlTree.Problems placed = (place, problem) -> problems.add(where, problem);
        for (Node document : YamlTree.documents(written, placed)) {
            Object plugin = new PlainTree(placed).of(document, Place.START);
            requireBuiltin(Trees.object(plugin), where, problems);
        }
    }

    /** Any other is a program that kustomize would start. */
    static void requireBuiltin(Map<String, Object> plugin, String where, SetProblems problems) {
        Map<String, Object> annotations =
                Trees.object(Trees.value(plugin, "metadata", "annotations").orElse(Map.of()));
        boolean builtin = Trees.text(plugin, "apiVersion").orElse("").equals("builtin");
        boolean function =
                annotations.keySet().stream()
                        .anyMatch(
                                key ->
                                        Set.of(
                                                        "config.kubernetes.io/function",
                                                        "config.k8s.io/function")
                                                .contains(key));
        boolean chart = Trees.text(plugin, "kind").orElse("").startsWith("HelmChart");
        if (!builtin || function || chart) {
            problems.add(
                    where,
                    "the plugin %s would be started as a program; only kustomize's own run here"
                            .formatted(SafeText.of(Trees.text(plugin, "kind").orElse("there"))));
        }
    }

    private void paths(String field) {
        int index = 0;
        for (Map<String, Object> patch : Trees.objects(tree, field)) {
            String at = "%s[%d].path".formatted(field, index++);
            Trees.text(patch, "path")
                    .ifPresent(path -> references.add(new Reference(at, path, Use.FILE)));
        }
    }

    /** Files stand as {@code path} or {@code key=path}. */
    private void generator(String field) {
        int index = 0;
        for (Map<String, Object> generator : Trees.objects(tree, field)) {
            String at = "%s[%d].".formatted(field, index++);
            if (generator.containsKey("commands")) {
                problems.add(file, at + "commands starts programs; write their output into a file");
            }
            for (String written : Trees.texts(generator.get("files"))) {
                String path = written.substring(written.indexOf('=') + 1);
                references.add(new Reference(at + "files", path, Use.FILE));
            }
            for (String written : Trees.texts(generator.get("envs"))) {
                references.add(new Reference(at + "envs", written, Use.FILE));
            }
            Trees.text(generator, "env")
                    .ifPresent(path -> references.add(new Reference(at + "env", path, Use.FILE)));
        }
    }
}
