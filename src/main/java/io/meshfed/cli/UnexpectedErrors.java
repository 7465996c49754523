package io.meshfed.cli;

import io.meshfed.report.FederationException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The error contract for commands that are no runs. */
final class UnexpectedErrors implements IExecutionExceptionHandler {

    private final Surroundings surroundings;

    UnexpectedErrors(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        FederationException told =
                thrown instanceof FederationException failure
                        ? failure
                        : Bug.told(thrown, surroundings.console().stderr());
        return new Runs(
                        surroundings,
                        new OutputOptions(),
                        CommandName.of(command.getCommandSpec()),
                        List.of())
                .refuse(told);
    }
}
