package io.meshfed.cli;

import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Waiting;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A run in a process of its own, which is killed (SIGKILL) in the middle: it can neither finish nor
 * tidy up.
 */
record DemoKilledRun(DemoStage stage, List<String> line) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    DemoKilledRun {
        line = List.copyOf(line);
    }

    /**
     * @param what the moment at which it is killed
     * @throws FederationException when that moment never came, or INTERRUPTED
     */
    void killWhen(String what, BooleanSupplier moment) {
        stage.show("meshfed %s &".formatted(String.join(" ", line)));
        Process process = start();
        try {
            RunSettings settings =
                    new RunSettings(
                            stage.runs().progress(),
                            stage.runs().cancellation(),
                            Timekeeper.real(stage.runs().cancellation()),
                            PATIENCE,
                            Deadline.in(PATIENCE),
                            RunSettings.Mode.WRITE);
            new Waiting(what, "", LOOK_EVERY)
                    .until(
                            settings,
                            () -> moment.getAsBoolean(),
                            now -> missing(now, process.isAlive()));
        } finally {
            kill(process);
        }
        said().forEach(stage::say);
        stage.show("kill -9 %d".formatted(process.pid()));
    }

    private Optional<String> missing(boolean now, boolean alive) {
        if (!now && !alive) {
            throw new FederationException(
                    ErrorClass.BUG,
                    "the run ended before it could be killed: " + String.join(" | ", said()),
                    "Run the demonstration again.");
        }
        return now ? Optional.empty() : Optional.of("the run is not there yet");
    }

    private Process start() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(line);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(stage.folder().log().toFile());
        builder.environment().putAll(stage.surroundings().console().environment());
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void kill(Process process) {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException wished) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> said() {
        try {
            return Files.readAllLines(stage.folder().log());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
