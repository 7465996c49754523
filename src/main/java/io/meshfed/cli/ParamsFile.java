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
import java.nio.file.InvalidPathException;
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
     * A command line with the options of the file that it names.
     *
     * @param wrong with everything that is wrong with the file; what could be read of it is among
     *     the arguments all the same, for it may name the files in which the caller looks for the
     *     failure
     */
    record Expanded(List<String> arguments, Optional<ParameterException> wrong) {

        Expanded {
            arguments = List.copyOf(arguments);
        }

        String[] array() {
            return arguments.toArray(String[]::new);
        }
    }

    /** The same command line, if it names no file. */
    static Expanded expand(CommandLine root, String... arguments) {
        List<String> typed = Arrays.asList(arguments);
        Optional<String> path = named(arguments);
        TypedCommand named = TypedCommand.in(root, arguments);
        CommandSpec spec = named.command().getCommandSpec();
        if (path.isEmpty() || spec.findOption(OPTION) == null) {
            return new Expanded(typed, Optional.empty());
        }
        ParamsFile file = new ParamsFile(spec, typed);
        Optional<ParameterException> wrong = Optional.empty();
        try {
            file.read(Path.of(path.get()));
        } catch (InvalidPathException nowhere) {
            wrong = Optional.of(told(named, file.unusable("is no path")));
        } catch (FederationException problems) {
            wrong = Optional.of(told(named, problems));
        }
        List<String> all = new ArrayList<>(typed);
        // Behind the command's name: a -- that was typed ends the options.
        all.addAll(named.words(), file.options);
        return new Expanded(all, wrong);
    }

    private static ParameterException told(TypedCommand named, FederationException problem) {
        return new ParameterException(named.command(), problem.getMessage(), problem);
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

    private void read(Path file) {
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
    }

    private String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw unusable(SafeText.of(file.toString()) + " is larger than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw unusable(
                    "%s cannot be read: %s"
                            .formatted(
                                    SafeText.of(file.toString()),
                                    unreadable.getClass().getSimpleName()));
        }
    }

    private FederationException unusable(String problem) {
        return new FederationException(
                ErrorClass.INPUT,
                OPTION + " " + problem,
                "Name a JSON or YAML file with options as keys.");
    }

    private void entry(NodeTuple entry) {
        Place place = Place.START.at(entry.getKeyNode());
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        String name = "--" + kebab(key);
        List<String> known =
                command.options().stream()
                        .filter(option -> !option.hidden())
                        .map(OptionSpec::longestName)
                        .filter(each -> !NOT_HERE.contains(each))
                        .toList();
        if (!known.contains(name)) {
            String near =
                    Nearest.to(name, known)
                            .map(each -> "; did you mean '%s'?".formatted(each.substring(2)))
                            .orElse("");
            problem(place, "unknown option '%s'%s".formatted(SafeText.of(key), near));
        } else if (!isTyped(command.findOption(name))) {
            value(command.findOption(name), name, entry.getValueNode());
        }
    }

    private static String kebab(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private boolean isTyped(OptionSpec option) {
        return Arrays.stream(option.names())
                .anyMatch(name -> typed.stream().anyMatch(word -> gives(word, name)));
    }

    /** The value of a short option may follow without a sign: {@code -fmesh.yaml}. */
    private static boolean gives(String word, String name) {
        return word.equals(name) || word.startsWith(name.startsWith("--") ? name + "=" : name);
    }

    private void value(OptionSpec option, String name, Node node) {
        if (node instanceof ScalarNode scalar) {
            scalar(option, name, scalar);
        } else if (node instanceof SequenceNode list && option.isMultiValue()) {
            if (list.getValue().isEmpty() && EmptyOptions.chooses(option)) {
                options.add(name + "=");
            }
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
        } else if (EmptyOptions.chooses(option)) {
            options.add(name + "=");
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
