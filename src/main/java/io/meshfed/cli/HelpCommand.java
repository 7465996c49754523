package io.meshfed.cli;

import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        helpCommand = true,
        description = "Says what a command does and how.",
        footer = {"", "Example:", "  meshfed help federate"})
final class HelpCommand implements Callable<Integer> {

    @Parameters(arity = "0..2", paramLabel = "COMMAND", description = "The command.")
    List<String> names = new ArrayList<>();

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        CommandLine asked = root;
        for (String name : names) {
            asked = named(name, asked);
        }
        asked.usage(root.getOut(), root.getColorScheme());
        return 0;
    }

    private static CommandLine named(String name, CommandLine group) {
        CommandLine found = group.getSubcommands().get(name);
        if (found == null) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "there is no command '%s'".formatted(name),
                    Nearest.to(name, group.getSubcommands().keySet())
                            .map("Did you mean '%s'?"::formatted)
                            .orElse("'meshfed help' lists all commands."));
        }
        return found;
    }
}
