package io.meshfed.cli;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.Deadline;
import io.meshfed.contexts.FederationFile;
import io.meshfed.contexts.FederationReader;
import io.meshfed.engine.Clusters;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.StepRunner;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that runs steps over the clusters of a federation file: options in, steps run, report
 * out.
 */
abstract class StepCommand implements Callable<Integer> {

    @Spec CommandSpec spec;
    @Mixin FederationOptions federation;
    @Mixin ClusterOptions clusters;
    @Mixin OutputOptions output;

    private final Surroundings surroundings;

    StepCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    abstract List<Step> steps();

    /** Results beside those that every command has. */
    List<String> resultNames() {
        return List.of();
    }

    Narrowing narrowing() {
        return Narrowing.PEERINGS;
    }

    RunSettings.Mode mode() {
        return RunSettings.Mode.WRITE;
    }

    /** What the steps said, told as this command tells it. */
    RunReport finish(RunReport report, StepContext context) {
        return report;
    }

    @Override
    public Integer call() {
        Runs runs = new Runs(surroundings.console(), output, spec.name(), resultNames());
        return runs.run(() -> work(runs));
    }

    private RunReport work(Runs runs) {
        FederationFile file = FederationReader.read(federation.file);
        file.warnings().forEach(runs.progress()::warning);
        Federation part = narrowing().narrow(file.federation(), federation);
        RunSettings settings =
                new RunSettings(
                        runs.progress(),
                        runs.cancellation(),
                        Clock.systemUTC(),
                        clusters.timeout,
                        Deadline.in(clusters.timeout),
                        mode());
        try (ClusterSessions sessions = surroundings.sessions(clusters, file, settings)) {
            part.clusters().forEach(sessions::open);
            StepContext context =
                    new StepContext(file.federation(), part, new Clusters(sessions), settings);
            List<StepReport> reports = new StepRunner().run(steps(), context);
            RunReport report =
                    RunReport.of(
                            spec.name(),
                            file.federation().name(),
                            reports,
                            requests(part, sessions));
            return finish(report, context);
        }
    }

    private static SortedMap<String, Integer> requests(
            Federation federation, ClusterSessions sessions) {
        SortedMap<String, Integer> total = new TreeMap<>();
        for (ClusterRef cluster : federation.clusters()) {
            ClusterSession session = sessions.open(cluster);
            session.requests().forEach((verb, count) -> total.merge(verb, count, Integer::sum));
        }
        return total;
    }
}
