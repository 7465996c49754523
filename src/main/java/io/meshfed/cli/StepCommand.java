package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.Permission;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.LockOptions;
import io.meshfed.cluster.LockSurroundings;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.contexts.FederationFile;
import io.meshfed.contexts.FederationReader;
import io.meshfed.engine.Clusters;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.StepRunner;
import io.meshfed.model.Federation;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import io.meshfed.report.StepReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that runs steps over the clusters of a federation file: options in, steps run, report
 * out.
 */
@Access({Permission.CLUSTER_ID, Permission.KUBE_SYSTEM})
abstract class StepCommand implements Callable<Integer>, ReportsResults {

    @Spec CommandSpec spec;
    @Mixin FederationOptions federation;
    @Mixin ClusterOptions clusters;
    @Mixin OutputOptions output;

    private final Surroundings surroundings;

    StepCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    abstract List<Step> steps();

    Narrowing narrowing() {
        return Narrowing.PEERINGS;
    }

    /** The federation of this run. */
    FederationFile read() {
        return FederationReader.read(federation.file);
    }

    /** The part of the file that this run works on. */
    Federation part(Federation whole) {
        return narrowing().narrow(whole, federation);
    }

    /** Without one, no kubeconfig has to be there. */
    boolean reachesClusters() {
        return true;
    }

    RunSettings.Mode mode() {
        return RunSettings.Mode.WRITE;
    }

    /** Field managers whose edits of our own objects are undone. */
    Set<String> takeBack() {
        return Set.of();
    }

    /** How other runs are kept from writing at the same time; empty where that does not matter. */
    Optional<LockOptions> lock() {
        return Optional.empty();
    }

    /** Like no other run, and found again: in a pod its host is the pod. */
    String runName() {
        String host = surroundings.console().environment().getOrDefault("HOSTNAME", "");
        String name = spec.name() + "-" + UUID.randomUUID().toString().substring(0, 8);
        return name + (host.isBlank() ? "" : "@" + SafeText.of(host));
    }

    /** What the steps said, told as this command tells it. */
    RunReport finish(RunReport report) {
        return report;
    }

    @Override
    public Integer call() {
        Runs runs = new Runs(surroundings, output, spec.name(), resultNames());
        runs.typed(federation.typed() + clusters.typed());
        runs.hints(
                clusters.into(surroundings.hints().with("--federation", federation.typedFile())));
        return runs.run(() -> work(runs));
    }

    private RunReport work(Runs runs) {
        FederationFile file = read();
        runs.soFar(() -> report(file, List.of(), List.of()));
        file.warnings().forEach(runs.progress()::warning);
        Federation part = part(file.federation());
        RunSettings settings =
                new RunSettings(
                        runs.progress(),
                        runs.cancellation(),
                        Timekeeper.real(runs.cancellation()),
                        clusters.timeout,
                        Deadline.in(clusters.timeout),
                        mode());
        WriteLocks locks = locks(file.federation(), settings);
        try (ClusterSessions sessions =
                reachesClusters()
                        ? surroundings.sessions(clusters, file, settings, takeBack(), locks)
                        : ClusterSessions.none()) {
            List<ClusterSession> open = sessions.openAll(part.clusters());
            Clusters all = new Clusters(sessions, locks);
            runs.soFar(() -> report(file, List.of(written(all)), open));
            StepContext context = new StepContext(file.federation(), part, all, settings);
            return finish(report(file, run(context, locks), open));
        }
    }

    /** The lock is given back before the report counts the requests, however the run ends. */
    private List<StepReport> run(StepContext context, WriteLocks locks) {
        try (locks) {
            return new StepRunner().run(steps(), context);
        }
    }

    private WriteLocks locks(Federation whole, RunSettings settings) {
        return lock().filter(stored -> mode() == RunSettings.Mode.WRITE)
                .map(
                        options ->
                                new WriteLocks(
                                        whole,
                                        options,
                                        LockSurroundings.real(
                                                settings.progress(),
                                                settings.deadline(),
                                                settings.cancellation())))
                .orElseGet(WriteLocks::none);
    }

    private StepReport written(Clusters all) {
        return StepReport.of(spec.name()).withChanges(all.journal().since(0));
    }

    private RunReport report(
            FederationFile file, List<StepReport> steps, List<ClusterSession> sessions) {
        SortedMap<String, Integer> requests = new TreeMap<>();
        for (ClusterSession session : sessions) {
            session.requests().forEach((verb, count) -> requests.merge(verb, count, Integer::sum));
        }
        RunReport report = RunReport.of(spec.name(), file.federation().name(), steps, requests);
        return mode() == RunSettings.Mode.DRY_RUN ? DryRun.marked(report) : report;
    }
}
