package io.meshfed.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * All steps for programs that read. It is a Kubernetes List without items as well, so that whoever
 * applies the whole folder need not leave it out.
 */
final class StepsJson {

    private StepsJson() {}

    static String of(List<StepDefinition> steps, Release release) {
        Map<String, Object> tree =
                Trees.map(
                        "apiVersion",
                        "v1",
                        "kind",
                        "List",
                        "items",
                        List.of(),
                        "version",
                        release.version(),
                        "steps",
                        steps.stream().map(StepsJson::step).toList());
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values cannot be written as JSON", impossible);
        }
    }

    private static Map<String, Object> step(StepDefinition step) {
        return Trees.map(
                "name", step.name(),
                "task", step.resourceName(),
                "variable", JenkinsLibrary.variable(step),
                "displayName", step.entry().displayName(),
                "summary", step.command().summary(),
                "details", step.entry().details(),
                "tags", step.entry().tags(),
                "writes", step.entry().writes(),
                "retriesSafe", step.entry().retriesSafe(),
                "options", step.command().options().stream().map(StepsJson::option).toList(),
                "workspaces", step.workspaces().stream().map(StepsJson::workspace).toList(),
                "results", step.command().results().stream().map(StepsJson::result).toList(),
                "examples", step.command().examples());
    }

    private static Map<String, Object> option(OptionDefinition option) {
        Map<String, Object> tree =
                Trees.map(
                        "name", option.name(),
                        "key", option.key(),
                        "type", option.type().label(),
                        "required", option.required(),
                        "default", option.defaultValue(),
                        "values", option.values(),
                        "separator", option.separator(),
                        "description", option.description(),
                        "param", option.isParam());
        if (option.binding() instanceof OptionDefinition.Binding.OfWorkspace place) {
            tree.put("workspace", place.folder().label());
            tree.put("prefix", place.prefix());
        }
        if (option.binding() instanceof OptionDefinition.Binding.None none) {
            tree.put("withoutParam", none.reason());
        }
        return tree;
    }

    private static Map<String, Object> workspace(Workspace.Folder folder) {
        return Trees.map(
                "name", folder.label(),
                "description", folder.description(),
                "optional", folder.optional(),
                "readOnly", folder.readOnly());
    }

    private static Map<String, Object> result(ResultDefinition result) {
        return Trees.map(
                "name", result.name(),
                "description", result.description(),
                "maxBytes", result.maxBytes());
    }
}
