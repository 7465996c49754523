package io.meshfed.cli;

import io.meshfed.tekton.RunListener;
import java.io.PrintStream;

/** How a run is shown while it is followed: alive on a terminal, as lines elsewhere. */
final class FollowedRun {

    private final RunListener listener;
    private final Runnable end;

    private FollowedRun(RunListener listener, Runnable end) {
        this.listener = listener;
        this.end = end;
    }

    static FollowedRun on(Console console, OutputOptions output) {
        boolean quiet = output.logLevel.compareTo(LogOptions.LogLevel.info) < 0;
        boolean dumb = "dumb".equals(console.environment().get("TERM"));
        if (console.terminals().contains("2") && !quiet && !dumb) {
            LiveRun live =
                    new LiveRun(
                            log(console, output),
                            console.stderr(),
                            console.stderrStyle(output.noColor));
            return new FollowedRun(live, live::end);
        }
        return new FollowedRun(plain(console, output), () -> {});
    }

    static RunListener plain(Console console, OutputOptions output) {
        return new PlainRun(
                log(console, output),
                console.stderr(),
                console.stderrStyle(output.noColor),
                output.logLevel);
    }

    /** With JSON stdout carries one document and nothing else. */
    private static PrintStream log(Console console, OutputOptions output) {
        return output.json() ? console.stderr() : console.stdout();
    }

    RunListener listener() {
        return listener;
    }

    /** No more is to come; whatever is drawn stays. */
    void end() {
        end.run();
    }
}
