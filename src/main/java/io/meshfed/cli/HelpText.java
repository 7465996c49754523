package io.meshfed.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What {@code --help} looks like: commands by what they are for, options by what they are about,
 * the command's own first, and the results that the command can write.
 */
final class HelpText {

    private static final int WIDTH = 100;

    private static final Map<String, List<String>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("To try it out:", List.of("demo", "sandbox"));
        COMMANDS.put(
                "The whole job:",
                List.of("validate", "verify-access", "plan", "federate", "unfederate"));
        COMMANDS.put(
                "A look at it:", List.of("status", "verify-federation", "contexts", "use-context"));
        COMMANDS.put(
                "One step of it each, in their order:",
                List.of(
                        "await-control-plane",
                        "extract-root",
                        "locate-gateway",
                        "share-trust",
                        "export-services",
                        "import-services",
                        "peer",
                        "unpeer"));
        COMMANDS.put("What stands around it:", List.of("apply-manifests", "delete-manifests"));
        COMMANDS.put(
                "What runs over it:",
                List.of("route-traffic", "scale-workload", "probe-service", "failover-drill"));
        COMMANDS.put(
                "A release on its way to production:",
                List.of(
                        "promote",
                        "roll-back",
                        "judge-gates",
                        "acquire-lock",
                        "release-lock",
                        "plan-promotion",
                        "promotion-status",
                        "promotion-history"));
        COMMANDS.put("Pipelines in Tekton:", List.of("pipeline", "create-access"));
        COMMANDS.put("Tools:", List.of("schema", "lint", "generate", "completion", "help"));
    }

    /** Mixins by the name of their field, in the order in which they are shown. */
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("set", "Which objects, as what set:");
        SECTIONS.put("federation", "Which federation, which part of it:");
        SECTIONS.put("clusters", "How its clusters are reached:");
        SECTIONS.put("gates", "How the gates are asked:");
        SECTIONS.put("probe", "What is sent, and where to:");
        SECTIONS.put("tekton", "Which cluster, which namespace:");
        SECTIONS.put("output", "How it is told:");
        SECTIONS.put("log", "How it is told:");
        SECTIONS.put("mixinStandardHelpOptions", "");
    }

    private HelpText() {}

    static void shape(CommandLine root, Console console) {
        boolean terminal = console.terminals().contains("1");
        Style style = console.stdoutStyle(false);
        root.setColorScheme(Help.defaultColorScheme(style.colour() ? Ansi.ON : Ansi.OFF));
        root.setUsageHelpWidth(WIDTH);
        if (terminal) {
            root.setUsageHelpAutoWidth(true);
        }
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpText::commands);
        root.getSubcommands().values().forEach(HelpText::shape);
    }

    private static void shape(CommandLine command) {
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        Map<String, CommandLine.IHelpSectionRenderer> sections =
                new LinkedHashMap<>(command.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::options);
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, HelpText::results);
        command.setHelpSectionMap(sections);
        command.getSubcommands().values().forEach(HelpText::shape);
    }

    private static String commands(Help help) {
        StringBuilder text = new StringBuilder();
        COMMANDS.forEach(
                (title, names) -> {
                    text.append("\n").append(title).append("\n");
                    names.forEach(
                            name ->
                                    text.append(
                                            "  %-20s %s\n"
                                                    .formatted(name, description(help, name))));
                });
        return text.toString();
    }

    private static String description(Help help, String name) {
        CommandSpec command = help.commandSpec().subcommands().get(name).getCommandSpec();
        return String.join(" ", command.usageMessage().description());
    }

    private static String options(Help help) {
        CommandSpec command = help.commandSpec();
        Map<String, List<OptionSpec>> bySection = new LinkedHashMap<>();
        bySection.put("own", new ArrayList<>());
        SECTIONS.keySet().forEach(section -> bySection.put(section, new ArrayList<>()));
        for (OptionSpec option : new TreeMap<>(byName(command)).values()) {
            bySection.get(section(command, option)).add(option);
        }
        StringBuilder text = new StringBuilder();
        bySection.forEach(
                (section, options) -> {
                    if (!options.isEmpty()) {
                        text.append("\n").append(SECTIONS.getOrDefault(section, "Options:"));
                        text.append(SECTIONS.getOrDefault(section, "-").isEmpty() ? "" : "\n");
                        text.append(layout(help, command, options));
                    }
                });
        return text.toString();
    }

    private static Map<String, OptionSpec> byName(CommandSpec command) {
        Map<String, OptionSpec> byName = new TreeMap<>();
        command.options().forEach(option -> byName.put(option.longestName(), option));
        return byName;
    }

    private static String section(CommandSpec command, OptionSpec option) {
        return SECTIONS.keySet().stream()
                .filter(command.mixins()::containsKey)
                .filter(
                        mixin ->
                                command.mixins()
                                        .get(mixin)
                                        .optionsMap()
                                        .containsKey(option.longestName()))
                .findFirst()
                .orElse("own");
    }

    /** Laid out with all options in mind, so that the columns of all sections stand in line. */
    private static String layout(Help help, CommandSpec command, List<OptionSpec> options) {
        Help.Layout layout =
                help.createDefaultLayout(command.options(), List.of(), help.colorScheme());
        layout.addOptions(options, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    private static String results(Help help) {
        if (help.commandSpec().userObject() instanceof ReportsResults reports) {
            return "\nResults: "
                    + String.join(", ", ResultFiles.names(reports.resultNames()))
                    + "\n";
        }
        return "";
    }
}
