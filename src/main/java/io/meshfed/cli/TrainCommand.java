package io.meshfed.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Does once what commands do, so that the classes they load can be laid out in an archive for later
 * starts.
 */
@Command(name = "train", hidden = true, description = "Used by the launcher.")
final class TrainCommand implements Callable<Integer> {

    private static final String[] PROOF = {
        "--timeout", "20s", "--interval", "100ms", "--sync-period", "3s", "--output", "json"
    };

    private final Surroundings surroundings;

    TrainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console silent = new Console(nowhere, nowhere, surroundings.console().environment(), "");
        try (DemoStage stage =
                DemoStage.open(surroundings.with(silent), Optional.empty(), new LogOptions())) {
            stage.run("validate");
            stage.run("contexts");
            stage.run("verify-access");
            stage.run("extract-root", "--mesh", stage.federation().meshes().get(0).name());
            stage.run("plan");
            int federated = stage.run("federate", PROOF);
            stage.run("status");
            stage.run("unfederate", "--settle", "10ms");
            return federated;
        }
    }
}
