package io.meshfed.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** The program's entry point. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Console.system(), args));
    }

    static int run(Console console, String... args) {
        // picocli asks for every one of these types whether it is there, which initialises them
        // all; no option has one.
        System.setProperty("picocli.converters.excludes", "java[.](sql|time)[.].*");
        CommandLine commandLine = MeshfedCommand.commandLine(new Surroundings(console), args);
        commandLine.setOut(new PrintWriter(console.stdout(), true));
        commandLine.setErr(new PrintWriter(console.stderr(), true));
        int exitCode = commandLine.execute(args);
        console.stdout().flush();
        console.stderr().flush();
        return exitCode;
    }
}
