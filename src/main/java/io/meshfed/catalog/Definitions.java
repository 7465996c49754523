package io.meshfed.catalog;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Reads definitions from the command line that the program itself parses with. */
public final class Definitions {

    private static final Pattern FOR_SHELLS =
            Pattern.compile(" ?(Default: [^ ]*\\.( |$)|May be given several times\\.|Values: )");

    private Definitions() {}

    /** Of all commands that people see, those below them included, in the order of registration. */
    public static List<CommandDefinition> commands(CommandLine root) {
        return visible(root)
                .flatMap(spec -> Stream.concat(Stream.of(spec), visible(spec.commandLine())))
                .map(Definitions::command)
                .toList();
    }

    /** Of those that are steps of the catalog. */
    public static List<StepDefinition> steps(CommandLine root) {
        return visible(root).flatMap(spec -> step(spec).stream()).toList();
    }

    private static Stream<CommandSpec> visible(CommandLine root) {
        return root.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden());
    }

    private static Optional<StepDefinition> step(CommandSpec spec) {
        Class<?> type = spec.userObject().getClass();
        return Optional.ofNullable(type.getAnnotation(CatalogEntry.class))
                .map(
                        entry ->
                                new StepDefinition(
                                        command(spec),
                                        StepDefinition.Entry.of(entry),
                                        access(type)));
    }

    private static CommandDefinition command(CommandSpec spec) {
        List<OptionDefinition> options =
                spec.options().stream()
                        .filter(option -> !option.hidden())
                        .map(Definitions::option)
                        .sorted(
                                Comparator.comparing(OptionDefinition::required)
                                        .reversed()
                                        .thenComparing(OptionDefinition::name))
                        .toList();
        return new CommandDefinition(
                spec.qualifiedName().substring(spec.root().name().length() + 1),
                String.join(" ", spec.usageMessage().description()),
                synopsis(spec),
                options,
                ResultDefinition.of(spec.userObject().getClass()),
                examples(spec));
    }

    private static String synopsis(CommandSpec spec) {
        StringBuilder synopsis = new StringBuilder(spec.qualifiedName());
        spec.positionalParameters()
                .forEach(positional -> synopsis.append(' ').append(label(positional)));
        return synopsis.append(spec.subcommands().isEmpty() ? "" : " COMMAND")
                .append(" [OPTIONS]")
                .toString();
    }

    private static String label(CommandLine.Model.PositionalParamSpec positional) {
        String label = positional.paramLabel() + (positional.arity().max() > 1 ? "..." : "");
        return positional.required() ? label : "[" + label + "]";
    }

    /** The footer begins with the word Example. */
    private static List<String> examples(CommandSpec spec) {
        return Stream.of(spec.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(line -> line.substring(2))
                .toList();
    }

    private static OptionDefinition option(OptionSpec option) {
        String name = option.longestName().substring(2);
        OptionType type = OptionType.of(option);
        List<String> values = values(option);
        String help = String.join(" ", option.description());
        return new OptionDefinition(
                name,
                type,
                option.required(),
                values,
                separator(option),
                defaultValue(option, type),
                option.paramLabel(),
                help,
                description(option, values),
                binding(option, name));
    }

    private static List<String> values(OptionSpec option) {
        List<String> values = new ArrayList<>();
        if (option.completionCandidates() != null) {
            option.completionCandidates().forEach(values::add);
        }
        return OptionType.of(option) == OptionType.BOOLEAN ? List.of("true", "false") : values;
    }

    private static String separator(OptionSpec option) {
        return option.isMultiValue() ? option.splitRegex() : "";
    }

    private static String defaultValue(OptionSpec option, OptionType type) {
        Optional<String> all =
                annotation(option, Param.class).map(Param::all).filter(word -> !word.isEmpty());
        if (all.isPresent()) {
            return all.get();
        }
        if (option.defaultValue() != null) {
            return option.defaultValue();
        }
        return type == OptionType.BOOLEAN ? "false" : "";
    }

    private static String description(OptionSpec option, List<String> values) {
        String spoken =
                annotation(option, Param.class)
                        .map(Param::value)
                        .orElseGet(
                                () ->
                                        FOR_SHELLS
                                                .matcher(String.join(" ", option.description()))
                                                .replaceAll(" ")
                                                .replaceAll(
                                                        "[:.]? *"
                                                                + String.join(", ", values)
                                                                + "\\.",
                                                        values.isEmpty() ? "." : "")
                                                .strip());
        String plain = spoken.replaceAll("[. ]+$", "").replaceAll(" +", " ");
        return values.isEmpty() ? plain : plain + " (" + String.join(", ", values) + ")";
    }

    private static OptionDefinition.Binding binding(OptionSpec option, String name) {
        if (Boundaries.options().containsKey(name)) {
            return new OptionDefinition.Binding.None(Boundaries.options().get(name));
        }
        if (name.equals("result")) {
            return new OptionDefinition.Binding.OfResults();
        }
        return annotation(option, Workspace.class)
                .<OptionDefinition.Binding>map(
                        place ->
                                new OptionDefinition.Binding.OfWorkspace(
                                        place.value(), place.prefix(), place.file()))
                .orElseGet(OptionDefinition.Binding.OfParam::new);
    }

    private static <A extends Annotation> Optional<A> annotation(OptionSpec option, Class<A> type) {
        return option.userObject() instanceof AnnotatedElement field
                ? Optional.ofNullable(field.getAnnotation(type))
                : Optional.empty();
    }

    private static List<Permission> access(Class<?> command) {
        Set<Permission> needed = EnumSet.noneOf(Permission.class);
        for (Class<?> type = command; type != null; type = type.getSuperclass()) {
            Access access = type.getDeclaredAnnotation(Access.class);
            needed.addAll(access == null ? List.of() : List.of(access.value()));
        }
        return List.copyOf(needed);
    }
}
