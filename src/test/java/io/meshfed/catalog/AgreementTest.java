package io.meshfed.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshfed.cli.CommandModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

@DisplayName("the YAML of a step and the program agree")
class AgreementTest {

    private static final Pattern ARGUMENT = Pattern.compile("--([a-z0-9-]+)=(.*)", Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("\\$\\(params\\.([^)]+)\\)");
    private static final int BYTES_OF_ALL_RESULTS = 1024;
    private static final int BYTES_OF_ONE_RESULT = 256;

    static Stream<StepDefinition> steps() {
        return Checkout.steps().stream();
    }

    @ParameterizedTest
    @MethodSource("steps")
    @DisplayName(
            "a step that may restart istiod, or promote again what was taken back, is not called safe to retry")
    void restartsAreNotRetried(StepDefinition step) {
        boolean restarts =
                step.params().stream().anyMatch(param -> param.name().equals("restart-istiod"));
        boolean promotes = step.name().equals("promote");
        assertEquals(!restarts && !promotes, step.entry().retriesSafe());
    }

    @ParameterizedTest
    @MethodSource("steps")
    @DisplayName(
            "every argument is an option of that command, with its value behind an equals sign")
    void everyArgumentIsAnOption(StepDefinition step) {
        CommandLine command = CommandModel.root().getSubcommands().get(step.name());
        for (List<String> arguments : List.of(ofTask(step), ofStepAction(step))) {
            assertEquals(step.name(), arguments.get(0));
            for (String argument : arguments.subList(1, arguments.size())) {
                Matcher form = ARGUMENT.matcher(argument);
                assertTrue(form.matches(), argument);
                assertTrue(command.getCommandSpec().findOption(form.group(1)) != null, argument);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    @DisplayName("every option is an argument, or is left out with a reason")
    void everyOptionIsAnArgument(StepDefinition step) {
        Set<String> options =
                CommandModel.root()
                        .getSubcommands()
                        .get(step.name())
                        .getCommandSpec()
                        .options()
                        .stream()
                        .filter(option -> !option.hidden())
                        .map(option -> option.longestName().substring(2))
                        .collect(Collectors.toCollection(TreeSet::new));
        options.removeAll(Boundaries.options().keySet());

        assertEquals(options, names(ofTask(step)));
        assertEquals(options, names(ofStepAction(step)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    @DisplayName("every parameter is described and used, and none is used that is not described")
    void paramsAreUsed(StepDefinition step) {
        for (JsonNode file : List.of(Checkout.task(step), Checkout.stepAction(step))) {
            JsonNode params = file.at("/spec/params");
            Set<String> used = new TreeSet<>();
            PARAM.matcher(file.toString()).results().forEach(found -> used.add(found.group(1)));

            assertEquals(used, new TreeSet<>(Checkout.names(params)));
            params.forEach(
                    param -> {
                        assertEquals("string", param.get("type").asText());
                        assertTrue(
                                param.get("description").asText().length() > 10, param.toString());
                        assertTrue(
                                !param.get("description").asText().endsWith("."), param.toString());
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    @DisplayName("every result has its argument, and all together fit into a termination message")
    void resultsFit(StepDefinition step) {
        List<String> declared =
                step.command().results().stream().map(ResultDefinition::name).toList();
        int bytes = step.command().results().stream().mapToInt(ResultDefinition::maxBytes).sum();

        assertEquals(declared, Checkout.names(Checkout.task(step).at("/spec/results")));
        assertEquals(declared, Checkout.names(Checkout.stepAction(step).at("/spec/results")));
        for (String name : declared) {
            assertTrue(
                    ofTask(step).contains("--result=%s=$(results.%s.path)".formatted(name, name)));
            assertTrue(
                    ofStepAction(step)
                            .contains("--result=%s=$(step.results.%s.path)".formatted(name, name)));
        }
        assertTrue(bytes <= BYTES_OF_ALL_RESULTS, () -> step.name() + ": " + bytes);
        step.command()
                .results()
                .forEach(result -> assertTrue(result.maxBytes() <= BYTES_OF_ONE_RESULT));
    }

    @Test
    @DisplayName("every command is a step, or is left out with a reason; never both")
    void everyCommandIsDecidedOn() {
        Set<String> steps = steps().map(StepDefinition::name).collect(Collectors.toSet());
        List<String> undecided = new ArrayList<>();
        for (String command : CommandModel.root().getSubcommands().keySet()) {
            if (steps.contains(command) == Boundaries.commands().containsKey(command)) {
                undecided.add(command);
            }
        }
        assertEquals(List.of(), undecided);
    }

    @Test
    @DisplayName("what is left out is told why, and exists")
    void reasonsAreGiven() {
        Set<String> options =
                steps().flatMap(step -> step.command().options().stream())
                        .map(OptionDefinition::name)
                        .collect(Collectors.toSet());

        assertEquals(
                Set.of(),
                Boundaries.options().keySet().stream()
                        .filter(name -> !options.contains(name))
                        .collect(Collectors.toSet()));
        for (Map<String, String> reasons : List.of(Boundaries.commands(), Boundaries.options())) {
            reasons.forEach((name, reason) -> assertTrue(reason.length() > 20, name));
        }
    }

    private static List<String> ofTask(StepDefinition step) {
        return Checkout.strings(Checkout.task(step).at("/spec/steps/0/args"));
    }

    private static List<String> ofStepAction(StepDefinition step) {
        return Checkout.strings(Checkout.stepAction(step).at("/spec/args"));
    }

    private static Set<String> names(List<String> arguments) {
        Set<String> names = new TreeSet<>();
        for (String argument : arguments) {
            Matcher form = ARGUMENT.matcher(argument);
            if (form.matches()) {
                names.add(form.group(1));
            }
        }
        return names;
    }
}
