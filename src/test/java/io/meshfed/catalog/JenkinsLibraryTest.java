package io.meshfed.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.cli.CommandModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("the Jenkins library offers what the commands take")
class JenkinsLibraryTest {

    @Test
    @DisplayName("every option of a step is a key, or is on the short list with a reason")
    void everyOption() {
        for (StepDefinition step : Checkout.steps()) {
            Set<String> reached =
                    JenkinsLibrary.keys(step).stream()
                            .map(OptionDefinition::name)
                            .collect(Collectors.toCollection(TreeSet::new));
            reached.addAll(JenkinsLibrary.withoutKey().keySet());
            for (OptionDefinition option : step.command().options()) {
                assertTrue(reached.contains(option.name()), step.name() + " --" + option.name());
            }
        }
    }

    @Test
    @DisplayName("no key of a step hides a key that every variable has")
    void noKeyHidesAnother() {
        List<String> common =
                listed(
                        Checkout.text(Path.of("vars/meshfedStep.groovy")),
                        "\\+ \\[('archive'[^]]*)]");
        assertEquals(8, common.size());
        for (StepDefinition step : Checkout.steps()) {
            JenkinsLibrary.keys(step)
                    .forEach(key -> assertTrue(!common.contains(key.key()), key.key()));
        }
    }

    @Test
    @DisplayName("meshfedPipelineRun takes the options of 'pipeline start', and reads its results")
    void pipelineRun() {
        CommandLine group = CommandModel.root().getSubcommands().get("pipeline");
        assumeTrue(group != null, "this program has no command 'pipeline'");
        CommandLine start = group.getSubcommands().get("start");
        String groovy = Checkout.text(Path.of("vars/meshfedPipelineRun.groovy"));
        Set<String> options =
                start.getCommandSpec().options().stream()
                        .map(option -> option.longestName().substring(2))
                        .filter(name -> !JenkinsLibrary.withoutKey().containsKey(name))
                        .map(Words::camel)
                        .collect(Collectors.toCollection(TreeSet::new));
        // To follow is what it is for, and what is only printed starts nothing.
        options.removeAll(List.of("follow", "dryRun"));
        options.add("pipeline");

        assertEquals(List.copyOf(options), listed(groovy, "keys: \\[([^]]*)]"));
        assertEquals(
                ResultDefinition.namesOf(start.getCommand().getClass()).stream()
                        .filter(name -> !name.equals("pipeline-run"))
                        .toList(),
                listed(groovy, "results: \\[([^]]*)]").stream()
                        .filter(name -> !name.equals("pipeline-run"))
                        .toList());
    }

    private static List<String> listed(String groovy, String pattern) {
        Matcher list = Pattern.compile(pattern).matcher(groovy);
        assertTrue(list.find());
        return Arrays.asList(list.group(1).replace("'", "").split(", "));
    }
}
