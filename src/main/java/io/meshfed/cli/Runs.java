package io.meshfed.cli;

import io.meshfed.cluster.Cancellation;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.Redactor;
import io.meshfed.report.RunReport;
import io.meshfed.report.RunReport.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Runs the inside of a command and tells what came of it, in every way that was asked for; the
 * verdict is one.
 */
final class Runs {

    private static final Duration A_WHILE = Duration.ofHours(1);

    /** More one-line complaints than this say no more than the report above them. */
    private static final int SHORT_COMPLAINTS = 10;

    private final Console console;
    private final Interruption interruption;
    private final OutputOptions options;
    private final String command;
    private final ResultFiles files;
    private final Redactor redactor;
    private volatile Supplier<RunReport> soFar;
    private String typed = "";
    private UnaryOperator<RunReport> hints = UnaryOperator.identity();
    private boolean told;

    Runs(
            Surroundings surroundings,
            OutputOptions options,
            String command,
            Collection<String> ownResults) {
        this.console = surroundings.console();
        this.interruption = surroundings.interruption();
        this.options = options;
        this.command = command;
        this.redactor = surroundings.redactor();
        this.files = new ResultFiles(options, command, ownResults, redactor);
        this.soFar = () -> RunReport.of(command, "", List.of(), new TreeMap<>());
    }

    Cancellation cancellation() {
        return interruption.cancellation();
    }

    ConsoleProgress progress() {
        return new ConsoleProgress(
                console.stderr(),
                console.stderrStyle(options.noColor),
                options.logLevel,
                console.stderrCanRewrite());
    }

    /** What is known and done by now, for when the work breaks off. */
    void soFar(Supplier<RunReport> known) {
        this.soFar = known;
    }

    /** The options that the next command needs as well. */
    void typed(String options) {
        this.typed = options;
    }

    /** Completes the commands that the report advises. */
    void hints(Hints completed) {
        this.hints = completed::in;
    }

    /** The exit code. Whatever happens inside, report and results are written. */
    int run(Supplier<RunReport> work) {
        interruption.listen();
        try {
            files.requireWritable();
        } catch (FederationException refused) {
            return refuse(refused);
        }
        Interruption.Registration halting = interruption.beforeHalting(this::lastWords);
        RunReport report = attempt(work);
        int exitCode =
                tell(
                        interruption
                                .signal()
                                .map(signal -> InterruptedRun.of(report, signal))
                                .orElse(report));
        halting.end();
        return exitCode;
    }

    /** The exit code of a command that cannot even begin. */
    int refuse(FederationException refused) {
        return tell(failed(refused));
    }

    /** Nothing but waiting for Ctrl-C. */
    void waitForSignal() {
        interruption.listen();
        while (cancellation().await(A_WHILE)) {
            progress().doing("still here");
        }
    }

    private RunReport attempt(Supplier<RunReport> work) {
        try {
            return work.get();
        } catch (FederationException failure) {
            return failed(failure);
        } catch (RuntimeException | Error unexpected) {
            return failed(Bug.told(unexpected, console.stderr()));
        }
    }

    private RunReport failed(FederationException failure) {
        RunReport known = soFar.get();
        return new RunReport(
                command,
                known.federation(),
                Verdict.of(failure.errorClass()),
                known.changes(),
                known.requests(),
                known.checks(),
                List.of(Failure.ofRun(failure)),
                known.results(),
                known.data());
    }

    /** Something hangs. The files matter most: pipelines read them when the process is gone. */
    private void lastWords() {
        interruption
                .signal()
                .ifPresent(
                        signal ->
                                tell(
                                        InterruptedRun.of(
                                                failed(Cancellation.interrupted()), signal)));
    }

    /** Once: a run that comes to its end while its last words are told has no more to say. */
    private synchronized int tell(RunReport whole) {
        if (told) {
            return whole.verdict().exitCode();
        }
        told = true;
        RunReport report = RedactedReport.of(hints.apply(whole), redactor);
        files.write(report).forEach(progress()::warning);
        if (options.json()) {
            console.stdout().print(JsonReport.of(report));
        } else {
            TextReport.of(report, console.stdoutStyle(options.noColor), options.verbose)
                    .forEach(console.stdout()::println);
        }
        console.stdout().flush();
        complain(report);
        if (!options.json()) {
            NextCommand.after(report, typed).forEach(console.stderr()::println);
        }
        console.stderr().flush();
        return report.verdict().exitCode();
    }

    /** What stdout has told already is said in one line here. */
    private void complain(RunReport report) {
        Set<List<String>> full = new LinkedHashSet<>();
        Set<List<String>> brief = new LinkedHashSet<>();
        for (Failure failure : report.failures()) {
            List<String> lines =
                    FailureText.of(failure.error(), console.stderrStyle(options.noColor));
            boolean told = options.json() || TextReport.shows(report, failure);
            (told ? brief : full).add(told ? lines.subList(0, 1) : lines);
        }
        brief.stream()
                .limit(SHORT_COMPLAINTS)
                .forEach(lines -> lines.forEach(console.stderr()::println));
        if (brief.size() > SHORT_COMPLAINTS) {
            console.stderr()
                    .println(
                            "and %d more, told in the report"
                                    .formatted(brief.size() - SHORT_COMPLAINTS));
        }
        full.forEach(lines -> lines.forEach(console.stderr()::println));
    }
}
