package io.meshfed.cli;

import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.cluster.kubeconfig.MinimalKubeconfig;
import io.meshfed.contexts.FederationReader;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "use-context",
        description = "Writes a new kubeconfig for one cluster, for other tools; never edits one.",
        footer = {
            "",
            "Example:",
            "  meshfed use-context --cluster rosa --to rosa.kubeconfig",
            "  oc --kubeconfig rosa.kubeconfig get smcp -A"
        })
final class UseContextCommand implements Callable<Integer>, ReportsResults {

    @Mixin FederationOptions federation;
    @Mixin ClusterOptions clusters;
    @Mixin OutputOptions output;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            required = true,
            description = "The cluster, as the federation file names it.")
    String cluster;

    @Option(
            names = "--to",
            paramLabel = "PATH",
            required = true,
            converter = PathConverter.class,
            description = "A file that does not exist yet; only its owner can read it.")
    Path target;

    private final Surroundings surroundings;

    UseContextCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Runs runs = new Runs(surroundings, output, "use-context", List.of());
        return runs.run(
                () -> {
                    Federation file = FederationReader.read(federation.file).federation();
                    runs.soFar(
                            () ->
                                    RunReport.of(
                                            "use-context",
                                            file.name(),
                                            List.of(),
                                            new TreeMap<>()));
                    ClusterRef ref = named(file);
                    Kubeconfig kubeconfig = surroundings.kubeconfig(clusters, runs.progress());
                    MinimalKubeconfig.write(
                            kubeconfig.context(ref.context(), clusters.acceptedRisks()), target);
                    runs.progress()
                            .done(
                                    "wrote %s for context '%s'"
                                            .formatted(
                                                    SafeText.of(target.toString()),
                                                    SafeText.of(ref.context())));
                    return written(file, ref);
                });
    }

    private ClusterRef named(Federation file) {
        return file.clusters().stream()
                .filter(ref -> ref.name().equals(cluster))
                .findFirst()
                .orElseThrow(() -> unknown(file));
    }

    private FederationException unknown(Federation file) {
        List<String> names = file.clusters().stream().map(ClusterRef::name).sorted().toList();
        return new FederationException(
                ErrorClass.INPUT,
                "the federation file has no cluster '%s'".formatted(SafeText.of(cluster)),
                Nearest.to(cluster, names)
                        .map("Did you mean '%s'?"::formatted)
                        .orElse("Clusters: %s.".formatted(String.join(", ", names))));
    }

    private RunReport written(Federation file, ClusterRef ref) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("cluster", cluster);
        data.put("context", ref.context());
        data.put("file", target.toString());
        return new RunReport(
                "use-context",
                file.name(),
                RunReport.Verdict.of(ErrorClass.OK),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                data);
    }
}
