package io.meshfed.cluster.kubeconfig;

import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One kubeconfig as it stands in its file, not yet merged with others. */
record KubeconfigFile(
        Path path,
        String currentContext,
        Map<String, Fields> clusters,
        Map<String, Fields> users,
        Map<String, Fields> contexts) {

    static KubeconfigFile read(Path path) {
        String text = SmallFiles.read(path, "kubeconfig");
        try {
            Object root = PlainYaml.parse(text);
            if (!(root instanceof Map<?, ?> map)) {
                throw notAKubeconfig(path, "it is not a map");
            }
            return of(new Fields("file", path, Trees.object(map)));
        } catch (PlainYaml.YamlProblem problem) {
            throw notAKubeconfig(path, problem.getMessage());
        }
    }

    private static KubeconfigFile of(Fields root) {
        String kind = root.text("kind");
        String version = root.text("apiVersion");
        if (!(kind.isEmpty() || kind.equals("Config"))
                || !(version.isEmpty() || version.equals("v1"))) {
            throw notAKubeconfig(root.file(), "its kind is '%s %s'".formatted(version, kind));
        }
        return new KubeconfigFile(
                root.file(),
                root.text("current-context"),
                entries(root, "clusters", "cluster"),
                entries(root, "users", "user"),
                entries(root, "contexts", "context"));
    }

    private static Map<String, Fields> entries(Fields root, String plural, String singular) {
        Object value = root.tree().getOrDefault(plural, List.of());
        if (value.equals("")) {
            return Map.of();
        }
        if (!(value instanceof List<?> list)) {
            throw root.wrong(plural, "must be a list");
        }
        Map<String, Fields> entries = new LinkedHashMap<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> map)) {
                throw root.wrong(plural, "must be a list of maps");
            }
            Fields entry = new Fields(singular, root.file(), Trees.object(map));
            String name = entry.text("name");
            Fields fields = entry.child(singular);
            Fields named = new Fields(singular + " '" + name + "'", fields.file(), fields.tree());
            if (entries.put(name, named) != null) {
                throw named.problem("it stands there twice", "Remove one of the two.");
            }
        }
        return entries;
    }

    private static FederationException notAKubeconfig(Path path, String why) {
        return new FederationException(
                ErrorClass.INPUT,
                "%s is not a kubeconfig: %s"
                        .formatted(SafeText.of(path.toString()), SafeText.of(why)),
                "Name another file with --kubeconfig.");
    }
}
