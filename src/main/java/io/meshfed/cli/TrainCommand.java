package io.meshfed.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private static final String OBJECTS =
            """
            { apiVersion: v1, kind: ConfigMap, metadata: { name: train, namespace: default } }
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: train
              namespace: default
            """;

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
            applySets(stage);
            return federated;
        }
    }

    /** Of a plain file for the first time, with nothing new, and as a kustomization. */
    private static void applySets(DemoStage stage) {
        Path folder = stage.folder().path().resolve("set");
        Path plain = folder.resolve("all.yaml");
        try {
            Files.createDirectory(folder);
            Files.writeString(plain, OBJECTS);
            Files.writeString(folder.resolve("kustomization.yaml"), "resources: [all.yaml]\n");
        } catch (IOException unwritable) {
            return;
        }
        String cluster = stage.federation().clusters().get(0).name();
        for (Path path : List.of(plain, plain, folder)) {
            stage.run("apply-manifests", set(cluster, path));
        }
        stage.run("delete-manifests", set(cluster, plain));
    }

    private static String[] set(String cluster, Path path) {
        return new String[] {"--cluster", cluster, "--applyset", "train", path.toString()};
    }
}
