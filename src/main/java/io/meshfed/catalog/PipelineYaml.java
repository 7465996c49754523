package io.meshfed.catalog;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A Pipeline that somebody wrote by hand, as far as its README tells it. */
record PipelineYaml(Map<String, Object> tree) {

    private static final Pattern RESULT = Pattern.compile("\\$\\(tasks\\.([^.]+)\\.results\\.");

    /** A task of it, in {@code tasks} or in {@code finally}. */
    record Task(Map<String, Object> tree) {

        String name() {
            return text("name");
        }

        /** The name of a Task, or the kind of what another controller does. */
        String reference() {
            return at(tree, "taskRef", "name")
                    .or(() -> at(tree, "taskRef", "kind"))
                    .map(String::valueOf)
                    .orElse("");
        }

        /** Whether a Task does it, in a pod. */
        boolean isOfTask() {
            return at(tree, "taskRef", "name").isPresent();
        }

        String displayName() {
            return text("displayName");
        }

        String timeout() {
            return text("timeout");
        }

        /** What it is told with {@code --timeout}; empty when it is not. */
        String ownTimeout() {
            return objects(tree.get("params")).stream()
                    .filter(param -> "timeout".equals(param.get("name")))
                    .map(param -> String.valueOf(param.get("value")))
                    .findFirst()
                    .orElse("");
        }

        String retries() {
            return text("retries").isEmpty() ? "0" : text("retries");
        }

        /** {@code dry-run in none}, as people say it. */
        List<String> conditions() {
            return objects(tree.get("when")).stream().map(Task::condition).toList();
        }

        private static String condition(Map<String, Object> when) {
            String input = plain(String.valueOf(when.get("input")));
            return "%s %s %s"
                    .formatted(
                            input.startsWith("params.") ? input.substring(7) : input,
                            "in".equals(when.get("operator")) ? "is" : "is not",
                            String.join(
                                    " or ",
                                    texts(when.get("values")).stream().map(Task::plain).toList()));
        }

        private static String plain(String text) {
            return text.replaceAll("\\$\\(|\\)", "");
        }

        /** Tasks that it waits for: those that it names, and those whose results it reads. */
        SortedSet<String> before() {
            SortedSet<String> before = new TreeSet<>(texts(tree.get("runAfter")));
            Matcher read = RESULT.matcher(tree.toString());
            while (read.find()) {
                before.add(read.group(1));
            }
            return before;
        }

        private String text(String key) {
            return at(tree, key).map(String::valueOf).orElse("");
        }
    }

    static PipelineYaml of(String file, String yaml) {
        try {
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            return new PipelineYaml(object(tree));
        } catch (YamlEngineException noYaml) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%s is not YAML: %s"
                            .formatted(SafeText.of(file), SafeText.of(noYaml.getMessage())),
                    "Correct it.",
                    List.of(),
                    noYaml);
        }
    }

    String name() {
        return at(tree, "metadata", "name").map(String::valueOf).orElse("");
    }

    List<Task> tasks() {
        return objects(at(tree, "spec", "tasks").orElse(List.of())).stream()
                .map(Task::new)
                .toList();
    }

    List<Task> last() {
        return objects(at(tree, "spec", "finally").orElse(List.of())).stream()
                .map(Task::new)
                .toList();
    }

    /** {@code params}, {@code workspaces} or {@code results}. */
    List<Map<String, Object>> declared(String what) {
        return objects(at(tree, "spec", what).orElse(List.of()));
    }

    private static Optional<Object> at(Map<String, Object> tree, String... path) {
        return io.meshfed.model.Trees.value(tree, path);
    }

    private static Map<String, Object> object(Object value) {
        return io.meshfed.model.Trees.object(value);
    }

    private static List<Map<String, Object>> objects(Object value) {
        return io.meshfed.model.Trees.objects(value);
    }

    private static List<String> texts(Object value) {
        return io.meshfed.model.Trees.texts(value);
    }
}
