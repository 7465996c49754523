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
            names = "--promotion",
            description =
                    "Releases on their way from staging to production: a good one, one that breaks and is taken back, and a run that is killed and goes on.")
    boolean promotion;

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
            if (promotion) {
                return new DemoPromotion(stage, keep).tell();
            }
            return walkthrough
                    ? new DemoWalkthrough(stage, keep).tell()
                    : new DemoStory(stage, keep).tell();
        } catch (FederationException failure) {
            return new Runs(surroundings, OutputOptions.text(log), "demo", List.of())
                    .refuse(failure);
        }
    }

    private DemoStage stage() {
        if (walkthrough && promotion) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--walkthrough and --promotion are two stories",
                    "Leave one of them out.");
        }
        if (!walkthrough && !promotion) {
            return DemoStage.open(surroundings, Optional.ofNullable(file), log);
        }
        if (file != null) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%s goes through its own example, %s"
                            .formatted(
                                    walkthrough ? "--walkthrough" : "--promotion",
                                    walkthrough ? DemoFolder.WALKTHROUGH : DemoFolder.PAIR),
                    "Leave --federation out; docs/%s.md has the commands for a file of your own."
                            .formatted(walkthrough ? "walkthrough" : "promotion"));
        }
        return walkthrough
                ? DemoStage.empty(surroundings, log)
                : DemoStage.releases(surroundings, log);
    }
}
