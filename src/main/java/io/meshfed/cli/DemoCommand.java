package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
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
        footer = {"", "Example:", "  meshfed demo --walkthrough --keep"})
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = {"-f", "--federation"},
            paramLabel = "PATH",
            converter = PathConverter.class,
            description = "Default: the example with two meshes on two clusters.")
    Path file;

    @Option(
            names = "--walkthrough",
            description =
                    "From empty clusters: operators, meshes and an application from folders of manifests, patterns of traffic, a failover drill, and all of it taken away.")
    boolean walkthrough;

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
        try (DemoStage stage = stage()) {
            return walkthrough
                    ? new DemoWalkthrough(stage, keep).tell()
                    : new DemoStory(stage, keep).tell();
        } catch (FederationException failure) {
            return new Runs(surroundings, OutputOptions.text(log), "demo", List.of())
                    .refuse(failure);
        }
    }

    private DemoStage stage() {
        if (!walkthrough) {
            return DemoStage.open(surroundings, Optional.ofNullable(file), log);
        }
        if (file != null) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--walkthrough goes through its own example, contexts/east-west",
                    "Leave --federation out; docs/walkthrough.md has the commands for a file of your own.");
        }
        return DemoStage.empty(surroundings, log);
    }
}
