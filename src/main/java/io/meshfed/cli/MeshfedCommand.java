package io.meshfed.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: a sub-command per step. */
@Command(
        name = "meshfed",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        customSynopsis = "meshfed COMMAND [OPTIONS]",
        description = "Federates OpenShift service meshes across clusters.",
        footer = {
            "",
            "First steps:",
            "  meshfed demo                          the whole story on embedded clusters",
            "  meshfed validate -f federation.yaml   is the file right?",
            "  meshfed verify-access                 are the clusters ready, may we?",
            "  meshfed plan                          what would change?",
            "  meshfed federate                      do it, and prove it",
            "",
            "'meshfed help COMMAND' explains a command. Exit codes: docs/output.md"
        })
final class MeshfedCommand implements Runnable {

    /** They speak of the other commands, so they need to see them. */
    private static final Set<String> LOOK_AT_ALL = Set.of("help", "completion", "generate");

    private static final Set<String> WITHOUT_CLUSTERS =
            Set.of("validate", "schema", "completion", "help", "generate", "lint");

    @CommandLine.Spec CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut(), spec.commandLine().getColorScheme());
    }

    /** Whether these arguments look like those of a command that sends requests. */
    static boolean talksToClusters(String... arguments) {
        return arguments.length > 1
                && !arguments[0].startsWith("-")
                && !WITHOUT_CLUSTERS.contains(arguments[0]);
    }

    /**
     * The command line with all its sub-commands, or, when the first argument names one, with that
     * one only: reading the options of all of them takes longer than many a command.
     */
    static CommandLine commandLine(Surroundings surroundings, String... arguments) {
        CommandLine root = new CommandLine(new MeshfedCommand());
        Map<String, Supplier<Object>> all = subCommands(surroundings);
        String first = arguments.length == 0 ? "" : arguments[0];
        boolean one = all.containsKey(first) && !LOOK_AT_ALL.contains(first);
        all.forEach(
                (name, command) -> {
                    if (!one || name.equals(first)) {
                        root.addSubcommand(name, command.get());
                    }
                });
        root.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        // An argument that begins with @ is an argument.
        root.setExpandAtFiles(false);
        HelpText.shape(root, surroundings.console());
        root.setParameterExceptionHandler(new UsageErrors(surroundings));
        root.setExecutionExceptionHandler(new UnexpectedErrors(surroundings));
        return root;
    }

    private static Map<String, Supplier<Object>> subCommands(Surroundings surroundings) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("demo", () -> new DemoCommand(surroundings));
        all.put("sandbox", () -> new SandboxCommand(surroundings));
        all.put("validate", () -> new ValidateCommand(surroundings));
        all.put("schema", () -> new SchemaCommand(surroundings));
        all.put("contexts", () -> new ContextsCommand(surroundings));
        all.put("use-context", () -> new UseContextCommand(surroundings));
        all.put("verify-access", () -> new VerifyAccessCommand(surroundings));
        all.put("create-access", () -> new CreateAccessCommand(surroundings));
        all.put("plan", () -> new PlanCommand(surroundings));
        all.put("federate", () -> new FederateCommand(surroundings));
        all.put("verify-federation", () -> new VerifyFederationCommand(surroundings));
        all.put("status", () -> new StatusCommand(surroundings));
        all.put("probe-service", () -> new ProbeServiceCommand(surroundings));
        all.put("plan-promotion", () -> new PlanPromotionCommand(surroundings));
        all.put("promote", () -> new PromoteCommand(surroundings));
        all.put("roll-back", () -> new RollBackCommand(surroundings));
        all.put("judge-gates", () -> new JudgeGatesCommand(surroundings));
        all.put("promotion-status", () -> new PromotionStatusCommand(surroundings));
        all.put("promotion-history", () -> new PromotionHistoryCommand(surroundings));
        all.put("acquire-lock", () -> new AcquireLockCommand(surroundings));
        all.put("release-lock", () -> new ReleaseLockCommand(surroundings));
        all.put("failover-drill", () -> new FailoverDrillCommand(surroundings));
        all.put("unfederate", () -> new UnfederateCommand(surroundings));
        all.put("await-control-plane", () -> new AwaitControlPlaneCommand(surroundings));
        all.put("extract-root", () -> new ExtractRootCommand(surroundings));
        all.put("share-trust", () -> new ShareTrustCommand(surroundings));
        all.put("locate-gateway", () -> new LocateGatewayCommand(surroundings));
        all.put("export-services", () -> new ExportServicesCommand(surroundings));
        all.put("import-services", () -> new ImportServicesCommand(surroundings));
        all.put("peer", () -> new PeerCommand(surroundings));
        all.put("route-traffic", () -> new RouteTrafficCommand(surroundings));
        all.put("scale-workload", () -> new ScaleWorkloadCommand(surroundings));
        all.put("unpeer", () -> new UnpeerCommand(surroundings));
        all.put(
                "apply-manifests",
                () -> SetCommand.commandLine(new ApplyManifestsCommand(surroundings)));
        all.put(
                "delete-manifests",
                () -> SetCommand.commandLine(new DeleteManifestsCommand(surroundings)));
        all.put("pipeline", () -> PipelineCommand.commandLine(surroundings));
        all.put("lint", () -> new LintCommand(surroundings));
        all.put("train", () -> new TrainCommand(surroundings));
        all.put("generate", () -> new GenerateCommand(surroundings));
        all.put("completion", MeshfedCommand::completion);
        all.put("help", HelpCommand::new);
        return all;
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
