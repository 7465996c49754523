package io.meshfed.cli;

import io.meshfed.catalog.Param;
import io.meshfed.catalog.Workspace;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option that may be left out and comes as {@code --name=} was not given: a pipeline has one
 * command line for all its calls, and leaves empty what it was not asked for.
 */
final class EmptyOptions {

    private EmptyOptions() {}

    static String[] dropped(CommandLine root, String... arguments) {
        CommandLine command = TypedCommand.in(root, arguments).command();
        List<String> given = new ArrayList<>();
        for (String argument : arguments) {
            if (!argument.endsWith("=") || !empty(command, argument)) {
                given.add(argument);
            }
        }
        return given.toArray(String[]::new);
    }

    private static boolean empty(CommandLine command, String argument) {
        String name = argument.substring(0, argument.indexOf('='));
        OptionSpec option =
                name.startsWith("--") ? command.getCommandSpec().findOption(name) : null;
        if (option == null || option.required() || chooses(option)) {
            return false;
        }
        String value = argument.substring(name.length() + 1);
        return value.isEmpty() || value.equals(prefix(option));
    }

    /** One that has a word for "all", or gives rights away, is never empty by intention. */
    static boolean chooses(OptionSpec option) {
        return option.userObject() instanceof Field field
                && (field.isAnnotationPresent(NeverEmpty.class)
                        || field.isAnnotationPresent(Param.class)
                                && !field.getAnnotation(Param.class).all().isEmpty());
    }

    /** A workspace that is not bound leaves {@code json=} of {@code json=/workspace/output}. */
    private static String prefix(OptionSpec option) {
        Workspace place =
                option.userObject() instanceof Field field
                        ? field.getAnnotation(Workspace.class)
                        : null;
        return place == null ? "" : place.prefix();
    }
}
