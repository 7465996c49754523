package io.meshfed.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "pipeline",
        description = "Starts Pipelines in Tekton, follows and ends their runs.",
        footer = {
            "",
            "Example:",
            "  meshfed pipeline start meshfed-federate --workspace federation=configmap:federation --follow"
        })
final class PipelineCommand implements Runnable {

    @Spec CommandSpec spec;

    /** With all that can be done with Pipelines. */
    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine group = new CommandLine(new PipelineCommand());
        List.of(
                        new PipelineListCommand(surroundings),
                        new PipelineStartCommand(surroundings),
                        new PipelineLogsCommand(surroundings),
                        new PipelineStatusCommand(surroundings),
                        new PipelineCancelCommand(surroundings))
                .forEach(group::addSubcommand);
        group.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        return group;
    }

    @Override
    public void run() {
        CommandLine group = spec.commandLine();
        group.usage(group.getOut(), group.getColorScheme());
    }
}
