package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A wrong command line is INPUT like any other wrong input: what is wrong, the nearest right word,
 * where to look.
 */
final class UsageErrors implements IParameterExceptionHandler {

    private final Surroundings surroundings;

    UsageErrors(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        var stderr = surroundings.console().stderr();
        stderr.println(ErrorClass.INPUT.label() + ": " + wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .limit(3)
                    .forEach(word -> stderr.println("    did you mean '%s'?".formatted(word)));
        }
        stderr.println("    See: %s --help".formatted(command.getCommandSpec().qualifiedName()));
        stderr.flush();
        return ErrorClass.INPUT.exitCode();
    }
}
