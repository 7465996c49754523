package io.meshfed.cli;

import io.meshfed.report.FederationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "The whole story on embedded clusters: federate, prove, break, diagnose, undo.",
        footer = {"", "Example:", "  meshfed demo --keep"})
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = {"-f", "--federation"},
            paramLabel = "PATH",
            converter = PathConverter.class,
            description = "Default: the example with two meshes on two clusters.")
    Path file;

    @Option(
            names = "--keep",
            description =
                    "Leave the federated sandbox running at the end, to be looked at with kubectl.")
    boolean keep;

    @Mixin LogOptions log;

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (DemoStage stage = DemoStage.open(surroundings, Optional.ofNullable(file), log)) {
            return new DemoStory(stage, keep).tell();
        } catch (FederationException failure) {
            return new Runs(surroundings, OutputOptions.text(log), "demo", List.of())
                    .refuse(failure);
        }
    }
}
