package io.meshfed.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program: a sub-command per step. */
@Command(
        name = "meshfed",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Federates OpenShift service meshes across clusters.",
        footer = {
            "",
            "First steps:",
            "  meshfed demo                              the whole story on embedded clusters",
            "  meshfed validate -f federation.yaml       is the file right?",
            "  meshfed verify-access                     are the clusters ready, may we?",
            "  meshfed plan                              what would change?",
            "  meshfed federate                          do it, and prove it"
        })
final class MeshfedCommand implements Runnable {

    @CommandLine.Spec CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine root = new CommandLine(new MeshfedCommand());
        root.addSubcommand(new ValidateCommand(surroundings))
                .addSubcommand(new SchemaCommand(surroundings))
                .addSubcommand(new ContextsCommand(surroundings))
                .addSubcommand(new UseContextCommand(surroundings))
                .addSubcommand(new VerifyAccessCommand(surroundings))
                .addSubcommand(new AwaitControlPlaneCommand(surroundings))
                .addSubcommand(new ExtractRootCommand(surroundings))
                .addSubcommand(new ShareTrustCommand(surroundings))
                .addSubcommand(new LocateGatewayCommand(surroundings))
                .addSubcommand(new ExportServicesCommand(surroundings))
                .addSubcommand(new ImportServicesCommand(surroundings))
                .addSubcommand(new PeerCommand(surroundings))
                .addSubcommand(new VerifyFederationCommand(surroundings))
                .addSubcommand(new UnpeerCommand(surroundings))
                .addSubcommand(new PlanCommand(surroundings))
                .addSubcommand(new FederateCommand(surroundings))
                .addSubcommand(new UnfederateCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(completion())
                .addSubcommand(new HelpCommand());
        root.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpAutoWidth(true);
        root.setParameterExceptionHandler(new UsageErrors(surroundings));
        return root;
    }

    private static CommandLine completion() {
        CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
        completion.getCommandSpec().name("completion");
        completion
                .getCommandSpec()
                .usageMessage()
                .description("Prints the completion script for bash and zsh.")
                .footer("", "Example:", "  source <(meshfed completion)");
        return completion;
    }
}
