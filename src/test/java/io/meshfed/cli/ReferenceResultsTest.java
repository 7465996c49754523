package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.catalog.Definitions;
import io.meshfed.catalog.ResultDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("the reference lists the results that a command takes")
class ReferenceResultsTest {

    @Test
    @DisplayName("of every command, those that are no steps and those below a command included")
    void every() {
        Map<String, List<String>> taken = new LinkedHashMap<>();
        collect(CommandModel.root(), taken);
        Map<String, List<String>> told = new LinkedHashMap<>();
        Definitions.commands(CommandModel.root()).stream()
                .filter(command -> taken.containsKey(command.name()))
                .forEach(
                        command ->
                                told.put(
                                        command.name(),
                                        command.results().stream()
                                                .map(ResultDefinition::name)
                                                .toList()));

        assertEquals(taken, told);
        assertTrue(told.get("lint").containsAll(List.of("errors", "warnings")));
        assertTrue(told.get("pipeline start").contains("pipeline-run"));
    }

    private static void collect(CommandLine parent, Map<String, List<String>> taken) {
        for (CommandLine command : parent.getSubcommands().values()) {
            if (command.getCommand() instanceof ReportsResults reports
                    && !command.getCommandSpec().usageMessage().hidden()) {
                String name = command.getCommandSpec().qualifiedName();
                taken.put(
                        name.substring(name.indexOf(' ') + 1),
                        List.copyOf(ResultFiles.names(reports.resultNames())));
            }
            collect(command, taken);
        }
    }
}
