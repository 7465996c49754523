package io.meshfed.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

    @Override
    public Integer call() {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console silent = new Console(nowhere, nowhere, Map.of(), "");
        try (DemoStage stage = DemoStage.open(silent, null, true)) {
            stage.run("validate");
            stage.run("contexts");
            stage.run("verify-access");
            stage.run("extract-root");
            stage.run("plan");
            int federated = stage.run("federate", PROOF);
            stage.run("status");
            stage.run("unfederate", "--settle", "10ms");
            return federated;
        }
    }
}
