package io.meshfed.cli;

import io.meshfed.report.Redactor;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command prints to, and what it may know of its surroundings.
 *
 * @param terminals the file descriptors that lead to a terminal, as the launcher saw them: {@code
 *     12}, {@code 2}, empty
 */
record Console(
        PrintStream stdout, PrintStream stderr, Map<String, String> environment, String terminals) {

    /** UTF-8 whatever the locale says: pipelines run in the POSIX locale, and JSON is UTF-8. */
    static Console system() {
        return new Console(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                surroundings(),
                System.getProperty("meshfed.terminals", ""));
    }

    /** Shells know how wide the terminal is, and seldom tell; the launcher does. */
    private static Map<String, String> surroundings() {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putIfAbsent("COLUMNS", System.getProperty("meshfed.columns", ""));
        return all;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return WatchedStream.of(new BufferedOutputStream(new FileOutputStream(descriptor), 8192));
    }

    /** Why something that was printed to stdout is lost, if it is. */
    Optional<IOException> loss() {
        PrintStream inner = stdout instanceof GuardedStream guarded ? guarded.guarded() : stdout;
        return inner instanceof WatchedStream watched ? watched.loss() : Optional.empty();
    }

    /** The same, with a last look at what is printed. */
    Console guarded(Redactor redactor) {
        return new Console(
                GuardedStream.of(stdout, new PrintedText(redactor, terminals.contains("1"))),
                GuardedStream.of(stderr, new PrintedText(redactor, terminals.contains("2"))),
                environment,
                terminals);
    }

    /** The same streams, another environment. */
    Console with(Map<String, String> other) {
        return new Console(stdout, stderr, other, terminals);
    }

    Style stdoutStyle(boolean noColor) {
        return Style.of(terminals.contains("1"), noColor, environment);
    }

    /** Whether a line of stderr can be written over: on a terminal that is not a simple one. */
    boolean stderrCanRewrite() {
        return terminals.contains("2") && !"dumb".equals(environment.get("TERM"));
    }

    Style stderrStyle(boolean noColor) {
        return Style.of(terminals.contains("2"), noColor, environment);
    }
}
