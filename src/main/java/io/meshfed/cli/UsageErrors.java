package io.meshfed.cli;

import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A wrong command line is INPUT like any other wrong input: what is wrong, the nearest right word,
 * where to look.
 */
final class UsageErrors implements IParameterExceptionHandler {

    /** The length of an option that is one. */
    private static final int LETTER = 2;

    private final Surroundings surroundings;

    UsageErrors(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        OutputOptions output = TypedOutput.in(arguments);
        Collection<String> results =
                command.getCommand() instanceof ReportsResults reports
                        ? reports.resultNames()
                        : List.of();
        return new Runs(surroundings, output, CommandName.of(command.getCommandSpec()), results)
                .refuse(told(wrong, command));
    }

    private static FederationException told(ParameterException wrong, CommandLine command) {
        if (wrong.getCause() instanceof FederationException known) {
            return known;
        }
        List<String> details = new ArrayList<>();
        String problem = ownWord(wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            boolean option = word.startsWith("-");
            boolean group = !command.getSubcommands().isEmpty();
            problem = "%s '%s'".formatted(unknown(option, group), word);
            Collection<String> known =
                    option
                            ? command.getCommandSpec().optionsMap().keySet()
                            : group ? command.getSubcommands().keySet() : List.of();
            if (option && group) {
                details.add(
                        "Options come after the command: %s COMMAND %s"
                                .formatted(command.getCommandSpec().qualifiedName(), word));
            } else {
                nearest(word.replaceFirst("=.*", ""), known)
                        .ifPresent(near -> details.add("Did you mean '%s'?".formatted(near)));
            }
        }
        return new FederationException(
                ErrorClass.INPUT,
                problem,
                "See: %s --help".formatted(command.getCommandSpec().qualifiedName()),
                details,
                null);
    }

    /** One letter is near to every other; a word that was not finished is near to the whole. */
    private static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() <= LETTER) {
            return Optional.empty();
        }
        return Nearest.to(word, known)
                .or(
                        () ->
                                known.stream()
                                        .filter(name -> name.startsWith(word) && word.length() > 4)
                                        .min(Comparator.naturalOrder()));
    }

    /** The library begins some of its sentences with a word that the class says already. */
    private static String ownWord(String message) {
        return message.startsWith("Error: ") ? message.substring(7) : message;
    }

    private static String unknown(boolean option, boolean group) {
        if (option) {
            return "unknown option";
        }
        return group ? "there is no command" : "unexpected argument";
    }
}
