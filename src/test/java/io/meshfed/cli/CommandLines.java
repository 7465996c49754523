package io.meshfed.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command line for each command that the program has, read from the program: a new command has
 * one by itself, or the test that asks for it says what is missing.
 */
final class CommandLines {

    /** Their clusters are their own, and end with them. */
    static final Set<String> WITH_CLUSTERS_OF_THEIR_OWN = Set.of("demo", "sandbox", "train");

    /** It writes the sources of this project. */
    private static final Set<String> ELSEWHERE = Set.of("generate");

    private static final Map<String, String> ARGUMENTS =
            Map.of(
                    "RUN",
                    "step-class",
                    "PIPELINE",
                    "federate",
                    "PATH",
                    "@lint@",
                    "COMMAND",
                    "plan");

    private static final List<String> LOG_LEVELS = List.of("error", "warn", "info", "debug");

    private final Path folder;
    private int number;

    CommandLines(Path folder) {
        this.folder = folder;
    }

    /**
     * What a command is run with.
     *
     * @param set manifests to apply and to delete
     */
    record Surrounding(Path federation, Path kubeconfig, Path lint, Path set, List<String> more) {}

    /** A line, and the folder with all that it writes but credentials. */
    record Line(String command, List<String> arguments, Path written) {}

    /** By full name, in the order of the program's help. */
    static Map<String, CommandSpec> commands() {
        Map<String, CommandSpec> leaves = new LinkedHashMap<>();
        leaves("", CommandModel.root(), leaves);
        leaves.keySet().removeAll(WITH_CLUSTERS_OF_THEIR_OWN);
        leaves.keySet().removeAll(ELSEWHERE);
        return leaves;
    }

    private static void leaves(String prefix, CommandLine parent, Map<String, CommandSpec> into) {
        for (Map.Entry<String, CommandLine> each : parent.getSubcommands().entrySet()) {
            String name = (prefix + " " + each.getKey()).strip();
            if (each.getValue().getSubcommands().isEmpty()) {
                into.put(name, each.getValue().getCommandSpec());
            } else {
                leaves(name, each.getValue(), into);
            }
        }
    }

    /** Every form of output, every kind of report and every result, in turn. */
    synchronized Line line(String name, Surrounding with) {
        CommandSpec spec = commands().get(name);
        Path written = made(folder.resolve("run-" + number));
        List<String> line = new ArrayList<>(List.of(name.split(" ")));
        Map<String, String> values = values(with, number);
        for (OptionSpec option : spec.options()) {
            String value = values.get(option.longestName());
            if (option.longestName().equals("--to") && spec.findOption("--service") != null) {
                line.add("--to=rosa-prod-mesh");
                line.add("--mesh=aro-stg-mesh");
            } else if (value != null) {
                line.add(option.longestName() + "=" + value);
            } else if (option.group() != null) {
                chosen(option).ifPresent(line::add);
            } else if (option.required()) {
                throw new AssertionError(name + " needs a value for " + option.longestName());
            }
        }
        if (spec.findOption("--to") != null && spec.findOption("--apply") != null) {
            line.add("--apply");
        }
        if (spec.findOption("--report") != null) {
            for (ReportKind kind : ReportKind.values()) {
                line.add("--report=%s=%s".formatted(kind, written.resolve("report." + kind)));
            }
            for (String result : results(spec)) {
                line.add("--result=%s=%s".formatted(result, written.resolve("result." + result)));
            }
        }
        number++;
        line.addAll(with.more());
        spec.positionalParameters().stream()
                .filter(ArgSpec::required)
                .forEach(each -> line.add(argument(name, each.paramLabel(), with)));
        return new Line(name, line, written);
    }

    /** Of those that exclude each other the first. */
    private static Optional<String> chosen(OptionSpec option) {
        boolean first = option.group().requiredArgs().iterator().next().equals(option);
        return first && option.group().multiplicity().min() > 0
                ? Optional.of(option.longestName())
                : Optional.empty();
    }

    private Map<String, String> values(Surrounding with, int number) {
        Map<String, String> values = new TreeMap<>();
        values.put("--federation", with.federation().toString());
        values.put("--kubeconfig", with.kubeconfig().toString());
        values.put("--manifests", with.set().toString());
        values.put("--applyset", "set-" + number);
        values.put("--cluster", "aro");
        values.put("--context", "aro");
        values.put("--namespace", "default");
        values.put("--to", folder.resolve("credential-" + number).toString());
        values.put("--timeout", "3s");
        values.put("--interval", "100ms");
        values.put("--settle", "10ms");
        values.put("--service", "stg-member/kube-info");
        values.put("--holder", "run-" + number);
        values.put("--workload", "stg-member/kube-info");
        values.put("--pattern", "standard");
        values.put("--replicas", "1");
        values.put("--requests", "3");
        values.put("--patience", "1s");
        values.put("--connect-to", "127.0.0.1:9");
        values.put("--sync-period", "1s");
        values.put("--log-level", LOG_LEVELS.get(number % LOG_LEVELS.size()));
        values.put("--output", number / LOG_LEVELS.size() % 2 == 0 ? "text" : "json");
        return values;
    }

    private static List<String> results(CommandSpec spec) {
        List<String> names = new ArrayList<>(ResultFiles.COMMON);
        if (spec.userObject() instanceof ReportsResults own) {
            names = List.copyOf(ResultFiles.names(own.resultNames()));
        }
        return names;
    }

    private static String argument(String name, String label, Surrounding with) {
        String key = label.replaceAll("[^A-Z]", "");
        String value = ARGUMENTS.get(key);
        if (value == null) {
            throw new AssertionError(name + " needs a value for " + label);
        }
        return value.replace("@lint@", with.lint().toString());
    }

    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
