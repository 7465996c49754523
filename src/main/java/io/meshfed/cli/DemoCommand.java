package io.meshfed.cli;

import io.meshfed.report.FederationException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Tells the whole story on embedded clusters: federate, prove, break, diagnose, take apart.",
        footer = {"", "Example:", "  meshfed demo --keep"})
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = {"-f", "--federation"},
            paramLabel = "PATH",
            description = "Default: the example with two meshes on two clusters.")
    Path file;

    @Option(
            names = "--keep",
            description =
                    "Leave the federated sandbox running at the end, to be looked at with kubectl.")
    boolean keep;

    @Option(names = "--no-color", description = "No colour, as if NO_COLOR were set.")
    boolean noColor;

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (DemoStage stage = DemoStage.open(surroundings.console(), file, noColor)) {
            return new DemoStory(stage, keep).tell();
        } catch (FederationException failure) {
            Style style = surroundings.console().stderrStyle(noColor);
            FailureText.of(failure, style).forEach(surroundings.console().stderr()::println);
            return failure.errorClass().exitCode();
        }
    }
}
