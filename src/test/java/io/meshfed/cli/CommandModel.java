package io.meshfed.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** The program's command line with all its commands, for tests that look at it from outside. */
public final class CommandModel {

    private static final CommandLine ROOT = make();

    private CommandModel() {}

    /** One for all, to be looked at only: making it takes a while. */
    public static CommandLine root() {
        return ROOT;
    }

    private static CommandLine make() {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(nowhere, nowhere, Map.of(), "");
        return MeshfedCommand.commandLine(new Surroundings(console, new Interruption()));
    }
}
