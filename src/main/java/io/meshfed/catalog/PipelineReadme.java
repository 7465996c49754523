package io.meshfed.catalog;

import io.meshfed.catalog.PipelineYaml.Task;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The README of a Pipeline: drawing and tables from its YAML, the rest by hand. */
final class PipelineReadme {

    private static final String OWN_PREFIX = "meshfed-";

    private final PipelineYaml pipeline;
    private final List<SharedTask> shared;

    private PipelineReadme(PipelineYaml pipeline, List<SharedTask> shared) {
        this.pipeline = pipeline;
        this.shared = shared;
    }

    /**
     * @param shared the Tasks that pipelines have of their own
     */
    static PipelineReadme of(PipelineYaml pipeline, List<SharedTask> shared) {
        return new PipelineReadme(pipeline, shared);
    }

    /**
     * @param file to name it when the marks are missing
     */
    String merged(String file, String existing) {
        int begin = existing.indexOf(StepReadme.BEGIN);
        int end = existing.indexOf(StepReadme.END);
        if (begin < 0 || end < begin) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%s has no place for what is generated".formatted(SafeText.of(file)),
                    "Put the lines '%s' and '%s' into it."
                            .formatted(StepReadme.BEGIN, StepReadme.END));
        }
        return existing.substring(0, begin)
                + StepReadme.BEGIN
                + "\n"
                + text()
                + existing.substring(end);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        section(text, "The graph", PipelineGraph.of(pipeline));
        section(
                text,
                "Tasks",
                MarkdownTable.of(
                        List.of("task", "what it does", "ends itself", "Tekton ends it", "retries"),
                        all().map(this::row).toList()));
        section(text, "Parameters", table("params", "default"));
        section(text, "Workspaces", table("workspaces", "bound"));
        section(text, "Results", table("results", "from"));
        section(text, "Rights in the clusters of the federation", rights());
        return text.append('\n').toString();
    }

    private static void section(StringBuilder text, String title, String body) {
        text.append("\n## ").append(title).append("\n\n").append(body);
    }

    private Stream<Task> all() {
        return Stream.concat(pipeline.tasks().stream(), pipeline.last().stream());
    }

    private List<String> row(Task task) {
        return List.of(
                "`" + task.name() + "`",
                "%s, %s".formatted(task.displayName(), link(task)),
                task.ownTimeout(),
                task.timeout(),
                task.retries());
    }

    private String link(Task task) {
        if (!task.isOfTask()) {
            return task.reference();
        }
        return own(task)
                .map(known -> "[%s](../%s)".formatted(known.name(), known.path()))
                .orElseGet(
                        () ->
                                "[%s](../../steps/%s/README.md)"
                                        .formatted(task.reference(), step(task)));
    }

    private Optional<SharedTask> own(Task task) {
        return shared.stream().filter(each -> each.name().equals(task.reference())).findFirst();
    }

    private static String step(Task task) {
        return task.reference().substring(OWN_PREFIX.length());
    }

    private List<String> steps(Task task) {
        return own(task).map(SharedTask::steps).orElseGet(() -> List.of(step(task)));
    }

    private String table(String what, String third) {
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, Object> each : pipeline.declared(what)) {
            rows.add(
                    List.of(
                            "`" + each.get("name") + "`",
                            String.valueOf(each.get("description")),
                            third(what, each)));
        }
        return MarkdownTable.of(List.of("name", "description", third), rows);
    }

    private static String third(String what, Map<String, Object> each) {
        return switch (what) {
            case "params" ->
                    each.containsKey("default") ? "`" + each.get("default") + "`" : "required";
            case "workspaces" ->
                    Boolean.TRUE.equals(each.get("optional")) ? "optional" : "required";
            default -> "`" + each.get("value") + "`";
        };
    }

    private String rights() {
        StringBuilder text =
                new StringBuilder(
                        "The account that the kubeconfig names needs all of these in each cluster:\n\n");
        all().filter(Task::isOfTask)
                .flatMap(task -> steps(task).stream())
                .distinct()
                .sorted()
                .forEach(
                        step ->
                                text.append(
                                        "- [steps/%1$s/rbac.yaml](../../steps/%1$s/rbac.yaml)\n"
                                                .formatted(step)));
        return text.toString();
    }
}
