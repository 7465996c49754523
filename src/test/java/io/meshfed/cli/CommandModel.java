package io.meshfed.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** The program's command line with all its commands, for tests that look at it from outside. */
public final class CommandModel {

    private CommandModel() {}

    public static CommandLine root() {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(nowhere, nowhere, Map.of(), "");
        return MeshfedCommand.commandLine(new Surroundings(console, new Interruption()));
    }
}
