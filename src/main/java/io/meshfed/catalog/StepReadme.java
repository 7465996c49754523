package io.meshfed.catalog;

import java.util.ArrayList;
import java.util.List;

/** The README of a step: tables from its definition, the rest by hand. */
final class StepReadme {

    static final String BEGIN = "<!-- generated: ./meshfed generate -->";
    static final String END = "<!-- end of what is generated -->";

    private static final String FRESH =
            """
            # %s

            %s

            %s

            ## Install

                kubectl apply -f steps/%s/task.yaml

            %s

            %s
            ## Usage

                kubectl create -f steps/%s/%s
            """;

    private final StepDefinition step;

    private StepReadme(StepDefinition step) {
        this.step = step;
    }

    static StepReadme of(StepDefinition step) {
        return new StepReadme(step);
    }

    /**
     * @param existing the README as it is; empty for none
     */
    String merged(String existing) {
        int begin = existing.indexOf(BEGIN);
        int end = existing.indexOf(END);
        if (begin >= 0 && end > begin) {
            return existing.substring(0, begin) + BEGIN + "\n" + tables() + existing.substring(end);
        }
        return fresh();
    }

    private String fresh() {
        return FRESH.formatted(
                step.entry().displayName(),
                step.command().summary(),
                String.join("\n", Paragraphs.wrapped(step.entry().details(), 120)),
                step.name(),
                step.access().isEmpty()
                        ? "It asks no cluster, and needs no account."
                        : "The account that the kubeconfig names needs [rbac.yaml](rbac.yaml) in each target cluster.",
                BEGIN + "\n" + tables() + END + "\n",
                step.name(),
                StepFiles.SAMPLE);
    }

    private String tables() {
        StringBuilder text = new StringBuilder();
        text.append("\n## Parameters\n\n");
        text.append(
                MarkdownTable.of(
                        List.of("name", "description", "default"),
                        step.params().stream().map(StepReadme::row).toList()));
        text.append("\n## Workspaces\n\n");
        text.append(
                MarkdownTable.of(
                        List.of("name", "description", "bound"),
                        step.workspaces().stream().map(StepReadme::row).toList()));
        text.append("\n## Results\n\n");
        text.append(
                MarkdownTable.of(
                        List.of("name", "description", "at most"),
                        step.command().results().stream().map(StepReadme::row).toList()));
        text.append("\nWritten without a newline, also when the step fails.\n");
        text.append("\n## In pipelines\n\n");
        facts().forEach(fact -> text.append("- ").append(fact).append('\n'));
        return text.append('\n').toString();
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("Task and StepAction `%s`, from Tekton 1.6.0 on.".formatted(step.resourceName()));
        facts.add(
                step.entry().writes()
                        ? "It writes to clusters; with `dry-run` = `server` it only says what it would write."
                        : "It changes no cluster%s.".formatted(restarts()));
        facts.add(
                step.entry().retriesSafe()
                        ? "`retries` are safe: a second run changes nothing that is as it should be."
                        : "`retries` are not safe: where restarts of istiod are asked for, each try may make one.");
        facts.add("linux/amd64 and linux/arm64.");
        return facts;
    }

    private String restarts() {
        return step.access().contains(Permission.RESTART_ISTIOD)
                ? ", except that it may restart istiod where that is asked for"
                : "";
    }

    private static List<String> row(OptionDefinition option) {
        return List.of(
                "`" + option.name() + "`",
                option.description(),
                option.required() ? "required" : "`" + option.defaultValue() + "`");
    }

    static List<String> row(Workspace.Folder folder) {
        return List.of(
                "`" + folder.label() + "`",
                folder.description(),
                (folder.optional() ? "optional" : "required")
                        + (folder.readOnly() ? ", read-only" : ""));
    }

    private static List<String> row(ResultDefinition result) {
        return List.of(
                "`" + result.name() + "`", result.description(), result.maxBytes() + " bytes");
    }
}
