package io.meshfed.cli;

import io.meshfed.report.Progress;
import io.meshfed.report.SafeText;
import java.io.PrintStream;

/** Progress as lines on stderr, with a small fixed vocabulary. */
final class ConsoleProgress implements Progress {

    private final PrintStream stderr;
    private final Style style;
    private final LogOptions.LogLevel level;
    private final LiveLine live;

    ConsoleProgress(PrintStream stderr, Style style, LogOptions.LogLevel level, boolean terminal) {
        this.stderr = stderr;
        this.style = style;
        this.level = level;
        this.live = new LiveLine(stderr, terminal);
    }

    @Override
    public void doing(String what) {
        say(LogOptions.LogLevel.info, style.faint("·"), what);
    }

    @Override
    public void waiting(String what, String reason) {
        say(
                LogOptions.LogLevel.info,
                style.faint("…"),
                "waiting for %s: %s".formatted(what, SafeText.of(reason)));
    }

    @Override
    public void done(String what) {
        say(LogOptions.LogLevel.info, style.green("√"), what);
    }

    @Override
    public void warning(String what) {
        say(LogOptions.LogLevel.warn, style.yellow("‼"), what);
    }

    @Override
    public void measuring(String what) {
        if (level.compareTo(LogOptions.LogLevel.info) >= 0) {
            live.show(style.faint("·") + " " + what);
        }
    }

    private void say(LogOptions.LogLevel least, String symbol, String what) {
        if (level.compareTo(least) >= 0) {
            live.erase();
            stderr.println(symbol + " " + what);
        }
    }
}
