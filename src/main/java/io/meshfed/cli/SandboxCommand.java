package io.meshfed.cli;

import io.meshfed.contexts.FederationFile;
import io.meshfed.contexts.FederationReader;
import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.RunReport;
import io.meshfed.report.Words;
import io.meshfed.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sandbox",
        description = "Starts the clusters of a federation file inside this process, until Ctrl-C.",
        footer = {
            "",
            "Example:",
            "  meshfed sandbox -f contexts/aro-rosa/federation.yaml --kubeconfig-out sandbox.yaml"
        })
final class SandboxCommand implements Callable<Integer> {

    @Mixin FederationOptions federation;
    @Mixin LogOptions log;
    @Mixin SpeedOption speed;

    @Option(
            names = "--kubeconfig-out",
            paramLabel = "PATH",
            required = true,
            converter = PathConverter.class,
            description =
                    "Written for its owner alone: a context per cluster, and one more each that may only read (NAME-reader). A file that is not a sandbox's is never overwritten.")
    Path kubeconfig;

    private final Surroundings surroundings;

    SandboxCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Runs runs = new Runs(surroundings, OutputOptions.text(log), "sandbox", List.of());
        return runs.run(() -> serve(runs));
    }

    private RunReport serve(Runs runs) {
        FederationFile file = FederationReader.read(federation.file);
        Federation part = Narrowing.PEERINGS.narrow(file.federation(), federation);
        try (Sandbox sandbox = Sandbox.start(part, speed.options())) {
            sandbox.writeKubeconfig(kubeconfig);
            sandbox.awaitReady(Duration.ofMinutes(1));
            surroundings
                    .console()
                    .stdout()
                    .println(
                            "ready: %s at %dx speed; kubeconfig %s"
                                    .formatted(
                                            Words.count(part.clusters().size(), "cluster"),
                                            speed.factor,
                                            kubeconfig));
            runs.waitForSignal();
        }
        return new RunReport(
                "sandbox",
                part.name(),
                RunReport.Verdict.of(ErrorClass.INTERRUPTED),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                Map.of());
    }
}
