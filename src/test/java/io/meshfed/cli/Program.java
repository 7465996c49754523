package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own: what signals do can be seen only there. */
final class Program implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<String> seen = new ArrayList<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<Thread> readers = new ArrayList<>();
    private final CompletableFuture<Long> ended;
    private long signalled = System.nanoTime();

    private Program(Process process) {
        this.process = process;
        this.ended = process.onExit().thenApply(gone -> System.nanoTime());
        for (InputStream stream : List.of(process.getInputStream(), process.getErrorStream())) {
            Thread reader = new Thread(() -> read(stream));
            reader.setDaemon(true);
            reader.start();
            readers.add(reader);
        }
    }

    static Program meshfed(Map<String, String> environment, String... arguments) {
        return java(environment, Main.class, arguments);
    }

    static Program java(Map<String, String> environment, Class<?> main, String... arguments) {
        List<String> command = ChildJvm.command(main);
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            return new Program(builder.start());
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private void read(InputStream stream) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            // The process is gone, and its streams with it.
        }
    }

    /** Until a line, on stdout or stderr, contains this. */
    void awaitLine(String part) throws InterruptedException {
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(line != null, () -> "no line with '%s' in %s".formatted(part, seen));
            seen.add(line);
            if (line.contains(part)) {
                return;
            }
        }
    }

    /**
     * @param name INT or TERM
     */
    void signal(String name) throws IOException, InterruptedException {
        signalled = System.nanoTime();
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    /** The exit code, if the process ends within ten seconds of the last signal. */
    int exitWithinTenSeconds() throws InterruptedException {
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), () -> "still runs: " + output());
        Duration took = Duration.ofNanos(ended.join() - signalled);
        assertTrue(took.toSeconds() < 10, () -> "ran for " + took + ": " + output());
        for (Thread reader : readers) {
            reader.join();
        }
        return process.exitValue();
    }

    /** All that was printed so far. */
    String output() {
        lines.drainTo(seen);
        return String.join("\n", seen);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
