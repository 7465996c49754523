package io.meshfed.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of the Jenkins library that is made from steps: a variable each, which says what its
 * command knows and has no logic, and the table of keys in the guide.
 */
public final class JenkinsLibrary {

    static final String GUIDE = "docs/jenkins.md";

    /** Written by hand, as stages; the step alone is called by this name with Step behind it. */
    private static final Set<String> STAGES = Set.of("meshfedFederate", "meshfedPromote");

    private static final Map<String, String> WITHOUT_KEY = new LinkedHashMap<>();

    static {
        WITHOUT_KEY.put(
                "kubeconfig",
                "kubeconfigs are file credentials, named by `kubeconfigCredentialsId`");
        WITHOUT_KEY.put("result", "all results are read, and returned");
        WITHOUT_KEY.put("report", "all reports are written; `junit` and `archive` publish them");
        WITHOUT_KEY.put("params-file", "it is what carries the keys");
        WITHOUT_KEY.put("output", "the log is for people; the JSON document is archived");
        WITHOUT_KEY.put(
                "allow-insecure",
                "roots read over a connection that anyone may answer prove nothing");
        WITHOUT_KEY.put("no-color", "an agent has no terminal, so there is no colour");
        WITHOUT_KEY.put("help", "it does no work; the same text is in docs/reference");
        WITHOUT_KEY.put("version", "it does no work; the tag of the library tells it");
    }

    private JenkinsLibrary() {}

    /** Options that no key reaches, with the reason. */
    public static Map<String, String> withoutKey() {
        return Map.copyOf(WITHOUT_KEY);
    }

    /** The global variable that runs a step. */
    static String variable(StepDefinition step) {
        String name = Words.camel(step.resourceName());
        return STAGES.contains(name) ? name + "Step" : name;
    }

    /** Options that a call may give. */
    static List<OptionDefinition> keys(StepDefinition step) {
        return step.command().options().stream()
                .filter(option -> !WITHOUT_KEY.containsKey(option.name()))
                .toList();
    }

    /**
     * By path in the tree.
     *
     * @param guide as it is; empty for none, then there is none to merge into
     */
    static SortedMap<String, String> of(List<StepDefinition> steps, String guide) {
        SortedMap<String, String> files = new TreeMap<>();
        for (StepDefinition step : steps) {
            String path = "vars/" + variable(step);
            files.put(path + ".groovy", groovy(step));
            files.put(path + ".txt", text(step));
        }
        if (!guide.isEmpty()) {
            files.put(GUIDE, new MarkedText(guide).with(tables(steps)));
        }
        return files;
    }

    private static String groovy(StepDefinition step) {
        List<OptionDefinition> required =
                keys(step).stream().filter(OptionDefinition::required).toList();
        return """
                // Generated from the command %s: ./meshfed generate
                def call(Map args = [:]) {
                    return meshfedStep(
                        command: '%s',
                        keys: [%s],
                        required: [%s],
                        results: [%s],
                        args: args)
                }
                """
                .formatted(
                        step.name(),
                        step.name(),
                        quoted(keys(step).stream().map(OptionDefinition::key).toList()),
                        quoted(required.stream().map(OptionDefinition::key).toList()),
                        quoted(
                                step.command().results().stream()
                                        .map(ResultDefinition::name)
                                        .toList()));
    }

    private static String quoted(List<String> words) {
        return words.isEmpty() ? "" : "'" + String.join("', '", words) + "'";
    }

    private static String text(StepDefinition step) {
        StringBuilder text = new StringBuilder();
        text.append(step.command().summary()).append("\n\n");
        text.append(
                """
                    def results = %s(federation: 'contexts/aro-rosa/federation.yaml', kubeconfigCredentialsId: 'kubeconfigs')

                Keys, beside those of every variable, which meshfedStep explains:

                """
                        .formatted(variable(step)));
        int width = keys(step).stream().mapToInt(key -> key.key().length()).max().orElse(0);
        keys(step).forEach(key -> line(text, key.key(), width, meaning(key)));
        text.append("\nResults, all text:\n\n");
        List<ResultDefinition> results = step.command().results();
        int widest = results.stream().mapToInt(result -> result.name().length()).max().orElse(0);
        results.forEach(result -> line(text, result.name(), widest, result.description()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, int width, String meaning) {
        text.append(("  %-" + width + "s  %s").formatted(name, meaning)).append('\n');
    }

    /** Jenkins has no workspace but its own: a file is a path in it. */
    private static String description(OptionDefinition option) {
        return option.binding() instanceof OptionDefinition.Binding.OfWorkspace place
                        && place.file()
                ? option.description().replace("Name of", "Path of")
                : option.description();
    }

    private static String meaning(OptionDefinition option) {
        String fallback =
                option.required()
                        ? "; required"
                        : option.defaultValue().isEmpty()
                                ? ""
                                : "; default " + option.defaultValue();
        return description(option) + fallback;
    }

    private static String tables(List<StepDefinition> steps) {
        Map<String, List<String>> keys = new TreeMap<>();
        Map<String, Set<String>> variables = new TreeMap<>();
        for (StepDefinition step : steps) {
            for (OptionDefinition option : keys(step)) {
                keys.putIfAbsent(option.key(), List.of(option.name(), description(option)));
                variables.computeIfAbsent(option.key(), key -> new TreeSet<>()).add(variable(step));
            }
        }
        List<List<String>> rows =
                keys.entrySet().stream()
                        .map(
                                key ->
                                        List.of(
                                                "`" + key.getKey() + "`",
                                                "`--" + key.getValue().get(0) + "`",
                                                key.getValue().get(1),
                                                where(variables.get(key.getKey()), steps)))
                        .toList();
        List<List<String>> without =
                WITHOUT_KEY.entrySet().stream()
                        .map(option -> List.of("`--" + option.getKey() + "`", option.getValue()))
                        .toList();
        return "\n"
                + MarkdownTable.of(List.of("key", "option", "meaning", "in"), rows)
                + "\nOptions that no key reaches:\n\n"
                + MarkdownTable.of(List.of("option", "why"), without)
                + "\n";
    }

    private static String where(Set<String> variables, List<StepDefinition> steps) {
        return variables.size() == steps.size()
                ? "all"
                : variables.size() > steps.size() / 2
                        ? "most"
                        : "`" + String.join("`, `", variables) + "`";
    }
}
