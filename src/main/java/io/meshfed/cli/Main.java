package io.meshfed.cli;

import io.meshfed.cli.ParamsFile.Expanded;
import io.meshfed.cluster.WarmUp;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.FileTrouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;

/** The program's entry point. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Scripts read what is printed: digits and letters are the same in every locale.
        Locale.setDefault(Locale.ROOT);
        if (MeshfedCommand.talksToClusters(args)) {
            WarmUp.begin();
        }
        System.exit(run(Console.system(), args));
    }

    static int run(Console console, String... args) {
        return run(new Surroundings(console, new Interruption()), args);
    }

    static int run(Surroundings surroundings, String... args) {
        // picocli asks for every one of these types whether it is there, which initialises them
        // all; no option has one.
        System.setProperty("picocli.converters.excludes", "java[.](sql|time)[.].*");
        Console console = surroundings.console();
        CommandLine commandLine = MeshfedCommand.commandLine(surroundings, args);
        commandLine.setOut(new PrintWriter(console.stdout(), true));
        commandLine.setErr(new PrintWriter(console.stderr(), true));
        int exitCode =
                execute(
                        commandLine,
                        ParamsFile.expand(commandLine, EmptyOptions.dropped(commandLine, args)),
                        new UsageErrors(surroundings));
        console.stdout().flush();
        int verdict = console.loss().map(lost -> told(console, lost, exitCode)).orElse(exitCode);
        console.stderr().flush();
        return verdict;
    }

    /** Whoever reads a file that is cut must not take it for whole: no success, and a reason. */
    private static int told(Console console, IOException lost, int exitCode) {
        boolean wellElse =
                exitCode == ErrorClass.OK.exitCode() || exitCode == ErrorClass.DIFF.exitCode();
        FederationException failure =
                new FederationException(
                        ErrorClass.INPUT,
                        "stdout cannot be written, and what was printed is lost or cut: "
                                + FileTrouble.reason(lost),
                        (wellElse ? "The command's work is done. " : "")
                                + "Lead stdout to a place that takes it, then run the same command again.");
        FailureText.of(failure, console.stderrStyle(true)).forEach(console.stderr()::println);
        return wellElse ? failure.errorClass().exitCode() : exitCode;
    }

    private static int execute(CommandLine command, Expanded line, UsageErrors errors) {
        return line.wrong()
                .map(wrong -> errors.handleParseException(wrong, line.array()))
                .orElseGet(() -> command.execute(line.array()));
    }
}
