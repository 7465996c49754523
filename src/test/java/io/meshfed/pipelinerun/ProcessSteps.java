package io.meshfed.pipelinerun;

import io.meshfed.cli.Main;
import io.meshfed.testing.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Each container a real process with the real command line; only the image's JVM and argument file
 * are those of the build.
 */
final class ProcessSteps implements StepRuntime {

    private static final List<String> IN_THE_IMAGE =
            List.of("/opt/meshfed/bin/java", "@/opt/meshfed/options");
    private static final long GRACE_SECONDS = 30;
    private static final int KILLED = 137;

    /** Of a process that a signal ended, whichever it was. */
    private static final int SIGNALLED = 255;

    private final Path logs;
    private final BiConsumer<StepCall, Process> onStart;
    private boolean approving = true;
    private final Map<String, Path> said = new ConcurrentHashMap<>();

    /**
     * @param onStart sees every process that was started, and may end it
     */
    ProcessSteps(Path logs, BiConsumer<StepCall, Process> onStart) {
        this.logs = logs;
        this.onStart = onStart;
    }

    ProcessSteps(Path logs) {
        this(logs, (call, process) -> {});
    }

    @Override
    public StepEnd run(StepCall call, Stop stop) throws InterruptedException {
        Process process = start(call);
        onStart.accept(call, process);
        CompletableFuture<?> first = CompletableFuture.anyOf(process.onExit(), stop.future());
        try {
            first.get(call.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException over) {
            // The entrypoint's deadline is a SIGKILL; no shutdown hook runs.
            process.destroyForcibly().waitFor();
            return new StepEnd(call.name(), SIGNALLED, StepEnd.TIMEOUT);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (stop.requested() && process.isAlive()) {
            return stopped(call, process, stop);
        }
        int code = process.waitFor();
        return StepEnd.of(call.name(), code == KILLED ? SIGNALLED : code);
    }

    /** The pod is deleted: SIGTERM, 30 s, SIGKILL; the step shows 1 whatever the program says. */
    private static StepEnd stopped(StepCall call, Process process, Stop stop)
            throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new StepEnd(call.name(), 1, stop.reason());
    }

    private Process start(StepCall call) {
        Path log = logs.resolve(call.name().replace('/', '.') + "." + call.attempt() + ".log");
        said.put(call.name(), log);
        ProcessBuilder builder = new ProcessBuilder(command(call.command()));
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(call.environment());
        builder.directory(call.home().toFile());
        try {
            return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    /** Whoever is asked says what the test wants. */
    @Override
    public StepEnd custom(StepCall call, Stop stop) {
        return StepEnd.of(call.name(), approving ? 0 : 1);
    }

    ProcessSteps approving(boolean yes) {
        approving = yes;
        return this;
    }

    private static List<String> command(List<String> inTheImage) {
        if (!inTheImage.subList(0, IN_THE_IMAGE.size()).equals(IN_THE_IMAGE)) {
            throw new IllegalArgumentException("not a command of the image: " + inTheImage);
        }
        List<String> command = ChildJvm.command(Main.class);
        command.addAll(inTheImage.subList(IN_THE_IMAGE.size(), inTheImage.size()));
        return command;
    }

    /** What a step printed, its last attempt. */
    String log(String name) {
        try {
            return said.containsKey(name) ? Files.readString(said.get(name)) : "(never started)";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Everything that was printed, for the message of a test. */
    String logs() {
        StringBuilder all = new StringBuilder();
        said.keySet().stream()
                .sorted()
                .forEach(name -> all.append("\n--- ").append(name).append('\n').append(log(name)));
        return all.toString();
    }
}
