package io.meshfed.cli;

import io.meshfed.cluster.Cancellation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.RunReport.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * Runs the inside of a command and tells what came of it, in every way that was asked for; the
 * verdict is one.
 */
final class Runs {

    private static final Duration A_WHILE = Duration.ofHours(1);

    private final Console console;
    private final OutputOptions options;
    private final String command;
    private final ResultFiles files;
    private final Cancellation cancellation = new Cancellation();
    private final Interruption interruption = new Interruption(cancellation);

    Runs(Console console, OutputOptions options, String command, List<String> ownResults) {
        this.console = console;
        this.options = options;
        this.command = command;
        this.files = new ResultFiles(options, ownResults);
    }

    Cancellation cancellation() {
        return cancellation;
    }

    ConsoleProgress progress() {
        return new ConsoleProgress(
                console.stderr(), console.stderrStyle(options.noColor), options.logLevel);
    }

    /** The exit code. Whatever happens inside, report and results are written. */
    int run(Supplier<RunReport> work) {
        interruption.listen();
        try {
            files.requireWritable();
        } catch (FederationException refused) {
            return tell(RunReport.failed(command, refused));
        }
        RunReport report;
        try {
            report = work.get();
        } catch (FederationException failure) {
            report = RunReport.failed(command, failure);
        } catch (RuntimeException bug) {
            report = RunReport.failed(command, bug(bug));
        }
        Optional<Verdict> interrupted = interruption.verdict();
        if (interrupted.isPresent()) {
            report = report.withVerdict(interrupted.get());
        }
        files.write(report).forEach(warning -> progress().warning(warning));
        return tell(report);
    }

    /** Nothing but waiting for Ctrl-C. */
    void waitForSignal() {
        interruption.listen();
        while (cancellation.await(A_WHILE)) {
            progress().doing("still here");
        }
    }

    private int tell(RunReport report) {
        if (options.output == OutputOptions.Format.json) {
            console.stdout().print(JsonReport.of(report));
        } else {
            TextReport.of(report, console.stdoutStyle(options.noColor))
                    .forEach(console.stdout()::println);
        }
        console.stdout().flush();
        Style style = console.stderrStyle(options.noColor);
        for (Failure failure : report.failures()) {
            List<String> lines = FailureText.of(failure.error(), style);
            boolean shown =
                    options.output == OutputOptions.Format.text
                            && TextReport.shows(report, failure);
            (shown ? lines.subList(0, 1) : lines).forEach(console.stderr()::println);
        }
        NextCommand.after(report).forEach(console.stderr()::println);
        console.stderr().flush();
        return report.verdict().exitCode();
    }

    private FederationException bug(RuntimeException bug) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        CRC32 crc = new CRC32();
        crc.update(trace.toString().getBytes(StandardCharsets.UTF_8));
        String id = Long.toHexString(crc.getValue()).toUpperCase(Locale.ROOT);
        console.stderr().println(trace);
        return new FederationException(
                ErrorClass.BUG,
                "unexpected %s (id %s)".formatted(bug.getClass().getSimpleName(), id),
                "Please report it with the trace above; running again is safe.",
                List.of(),
                bug);
    }
}
