package io.meshfed.cli;

import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.yaml.Place;
import io.meshfed.yaml.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options from a JSON or YAML file: how another program passes values on with no shell and no
 * quoting in between. Keys are the long options without their dashes, or the same in camelCase;
 * what is typed on the command line wins.
 */
final class ParamsFile {

    static final String OPTION = "--params-file";

    private static final int LARGEST = 1 << 20;
    private static final List<String> NOT_HERE = List.of(OPTION, "--help", "--version");

    private final CommandSpec command;
    private final List<String> typed;
    private final List<String> problems = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    private ParamsFile(CommandSpec command, List<String> typed) {
        this.command = command;
        this.typed = typed;
    }

    /**
     * The command line with the options of the file that it names, if it names one.
     *
     * @throws ParameterException with everything that is wrong with the file
     */
    static String[] expand(CommandLine root, String... arguments) {
        Optional<String> path = named(arguments);
        CommandLine command =
                arguments.length == 0 ? null : root.getSubcommands().get(arguments[0]);
        if (path.isEmpty() || command == null) {
            return arguments;
        }
        CommandSpec spec = command.getCommandSpec();
        if (spec.findOption(OPTION) == null) {
            return arguments;
        }
        try {
            List<String> typed = Arrays.asList(arguments);
            List<String> read = new ParamsFile(spec, typed).read(Path.of(path.get()));
            List<String> all = new ArrayList<>(typed);
            // Behind the command's name: a -- that was typed ends the options.
            all.addAll(1, read);
            return all.toArray(String[]::new);
        } catch (FederationException wrong) {
            throw new ParameterException(command, wrong.getMessage(), wrong);
        }
    }

    private static Optional<String> named(String... arguments) {
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                return Optional.of(arguments[i].substring(OPTION.length() + 1))
                        .filter(path -> !path.isEmpty());
            }
            if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                return Optional.of(arguments[i + 1]);
            }
        }
        return Optional.empty();
    }

    private List<String> read(Path file) {
        Optional<Node> tree = YamlTree.of(text(file), this::problem);
        if (tree.isPresent() && tree.get() instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::entry);
        } else if (problems.isEmpty() && tree.isPresent()) {
            problem(Place.START.at(tree.get()), "options are a map: 'timeout: 5m'");
        }
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%s %s has %d problem%s"
                            .formatted(
                                    OPTION,
                                    SafeText.of(file.toString()),
                                    problems.size(),
                                    problems.size() == 1 ? "" : "s"),
                    "Keys are the options of: %s --help".formatted(command.qualifiedName()),
                    problems,
                    null);
        }
        return options;
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw unusable(file, "is larger than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw unusable(file, "cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    private static FederationException unusable(Path file, String problem) {
        return new FederationException(
                ErrorClass.INPUT,
                "%s %s %s".formatted(OPTION, SafeText.of(file.toString()), problem),
                "Name a JSON or YAML file with options as keys.");
    }

    private void entry(NodeTuple entry) {
        Place place = Place.START.at(entry.getKeyNode());
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        String name = "--" + kebab(key);
        OptionSpec option = command.findOption(name);
        if (option == null || NOT_HERE.contains(name)) {
            List<String> known =
                    command.optionsMap().keySet().stream()
                            .filter(each -> each.startsWith("--") && !NOT_HERE.contains(each))
                            .toList();
            problem(
                    place,
                    "unknown option '%s'%s"
                            .formatted(
                                    SafeText.of(key),
                                    Nearest.to(name, known)
                                            .map(
                                                    near ->
                                                            "; did you mean '"
                                                                    + near.substring(2)
                                                                    + "'?")
                                            .orElse("")));
        } else if (!isTyped(option)) {
            value(option, name, entry.getValueNode());
        }
    }

    private static String kebab(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private boolean isTyped(OptionSpec option) {
        return Arrays.stream(option.names())
                .anyMatch(
                        name ->
                                typed.stream()
                                        .anyMatch(
                                                word ->
                                                        word.equals(name)
                                                                || word.startsWith(name + "=")));
    }

    private void value(OptionSpec option, String name, Node node) {
        if (node instanceof ScalarNode scalar) {
            scalar(option, name, scalar);
        } else if (node instanceof SequenceNode list && option.isMultiValue()) {
            for (Node each : list.getValue()) {
                if (each instanceof ScalarNode scalar) {
                    scalar(option, name, scalar);
                } else {
                    problem(Place.START.at(each), "'%s' takes plain values".formatted(name));
                }
            }
        } else if (node instanceof MappingNode map && option.paramLabel().contains("=")) {
            map.getValue().forEach(pair -> pair(name, pair));
        } else {
            problem(Place.START.at(node), "'%s' takes one value".formatted(name));
        }
    }

    private void pair(String name, NodeTuple pair) {
        if (pair.getKeyNode() instanceof ScalarNode key
                && pair.getValueNode() instanceof ScalarNode value) {
            options.add("%s=%s=%s".formatted(name, key.getValue(), value.getValue()));
        } else {
            problem(Place.START.at(pair.getKeyNode()), "'%s' takes plain values".formatted(name));
        }
    }

    private void scalar(OptionSpec option, String name, ScalarNode scalar) {
        String value = scalar.getValue();
        boolean nothing = Tag.NULL.equals(scalar.getTag()) || value.isEmpty();
        if (option.arity().max() == 0) {
            flag(name, scalar, nothing ? "false" : value);
        } else if (!nothing) {
            options.add(name + "=" + value);
        }
    }

    private void flag(String name, ScalarNode scalar, String value) {
        switch (value) {
            case "true" -> options.add(name);
            case "false" -> {}
            default -> problem(Place.START.at(scalar), "'%s' is true or false".formatted(name));
        }
    }

    private void problem(Place place, String problem) {
        problems.add("line %d, column %d: %s".formatted(place.line(), place.column(), problem));
    }
}
