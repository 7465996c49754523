package io.meshfed.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file and the program it calls say the same. */
final class HouseProgramRules {

    private static final String OURS = "/opt/meshfed/";
    private static final int MOST_BYTES = 1024;
    private static final int MOST_BYTES_OF_ONE = 256;

    private final Findings findings;
    private final Value spec;
    private final StepDefinitions definitions;
    private final Library library;

    HouseProgramRules(Manifest manifest, StepDefinitions definitions, Library library) {
        this.findings = manifest.findings();
        this.spec = manifest.spec();
        this.definitions = definitions;
        this.library = library;
    }

    void task() {
        List<Value> steps = spec.itemsAt("steps");
        steps.forEach(this::step);
        for (Value result : spec.itemsAt("results")) {
            if (!result.has("value")) {
                written(result, steps, "results");
            }
        }
        if (steps.size() == 1) {
            params(steps.get(0));
        }
        int bytes = 0;
        for (Value step : steps) {
            bytes += bytes(step);
        }
        tooLarge(bytes);
    }

    void stepAction() {
        step(spec);
        spec.itemsAt("results").forEach(result -> written(result, List.of(spec), "step.results"));
        params(spec);
        tooLarge(bytes(spec));
    }

    private void step(Value step) {
        String called = step.textAt("ref", "name");
        Value timeout = step.at("timeout");
        definitions
                .task(called)
                .flatMap(it -> new Budget(definitions).needed(step, it))
                .filter(needed -> HousePipelineRules.tooShort(timeout, needed))
                .ifPresent(
                        needed ->
                                findings.add(
                                        HouseRule.SHORT_TIMEOUT, timeout, Budget.told(needed)));
        if (definitions.isEmpty() || !callsUs(step)) {
            return;
        }
        List<Value> args = step.itemsAt("args");
        Optional<StepDefinitions.Step> definition = definition(step);
        if (definition.isEmpty()) {
            findings.add(
                    HouseRule.OPTION,
                    args.isEmpty() ? step.at("args") : args.get(0),
                    "the program has no such step");
            return;
        }
        for (Value arg : args.subList(1, args.size())) {
            option(arg, definition.get());
        }
    }

    private static boolean callsUs(Value step) {
        List<Value> command = step.itemsAt("command");
        return !command.isEmpty() && command.get(0).text().startsWith(OURS);
    }

    private Optional<StepDefinitions.Step> definition(Value step) {
        List<Value> args = step.itemsAt("args");
        return args.isEmpty() ? Optional.empty() : definitions.command(args.get(0).text());
    }

    private void option(Value arg, StepDefinitions.Step definition) {
        String text = arg.text();
        int sign = text.indexOf('=');
        String name = text.startsWith("--") && sign > 0 ? text.substring(2, sign) : "";
        if (!definition.options().containsKey(name)) {
            findings.add(
                    HouseRule.OPTION,
                    arg,
                    name.isEmpty()
                            ? "'%s' is not of the form --name=value".formatted(Findings.shown(text))
                            : "%s has no option --%s"
                                    .formatted(definition.name(), Findings.shown(name)));
        }
    }

    /** What a pipeline may decide has to be a param. */
    private void params(Value step) {
        Params declared = Params.declared(spec.itemsAt("params"));
        if (!callsUs(step)) {
            return;
        }
        definition(step).stream()
                .flatMap(definition -> definition.params().stream())
                .filter(option -> !declared.has(option))
                .forEach(
                        option ->
                                findings.add(
                                        HouseRule.OPTION,
                                        spec.at("params"),
                                        "option --%s is no param".formatted(option)));
    }

    private void written(Value result, List<Value> steps, String prefix) {
        String name = result.textAt("name");
        String wanted = "--result=%s=$(%s.%s.path)".formatted(name, prefix, name);
        Set<String> args = new HashSet<>();
        steps.forEach(step -> step.itemsAt("args").forEach(arg -> args.add(arg.text())));
        if (!args.contains(wanted)) {
            findings.add(
                    HouseRule.RESULT_ARGUMENT,
                    result.at("name"),
                    "no step writes result '%s'".formatted(Findings.shown(name)));
        }
    }

    /** The results of a step, and those of the Task that repeat them: both travel. */
    private int bytes(Value step) {
        Optional<StepDefinitions.Step> definition =
                step.has("ref") ? definitions.task(step.textAt("ref", "name")) : definition(step);
        Map<String, Integer> known = definition.map(StepDefinitions.Step::results).orElse(Map.of());
        Set<String> declared =
                step.has("ref")
                        ? library.find(Manifest.STEP_ACTION, step.textAt("ref", "name"), findings)
                                .map(action -> ResultRules.names(action.spec().itemsAt("results")))
                                .orElse(known.keySet())
                        : ResultRules.names(spec.itemsAt("results"));
        int bytes = 0;
        for (String name : declared) {
            int size = known.getOrDefault(name, 0);
            bytes += size;
            if (size > MOST_BYTES_OF_ONE) {
                findings.add(
                        HouseRule.RESULT_SIZE,
                        spec.at("results"),
                        "result '%s' may take %d bytes".formatted(Findings.shown(name), size));
            }
        }
        return bytes + repeated(step, known);
    }

    private int repeated(Value step, Map<String, Integer> known) {
        String prefix = "$(steps.%s.results.".formatted(step.textAt("name"));
        return spec.itemsAt("results").stream()
                .map(result -> result.textAt("value"))
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length(), value.length() - 1))
                .mapToInt(name -> known.getOrDefault(name, 0))
                .sum();
    }

    private void tooLarge(int bytes) {
        if (bytes > MOST_BYTES) {
            findings.add(
                    HouseRule.RESULT_SIZE,
                    spec.at("results"),
                    "all results together may take %d bytes".formatted(bytes));
        }
    }
}
