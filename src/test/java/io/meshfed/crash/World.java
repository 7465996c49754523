package io.meshfed.crash;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.SessionOptions;
import io.meshfed.cluster.WiredSessions;
import io.meshfed.engine.Clusters;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.StepRunner;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import io.meshfed.sandbox.VirtualSandbox;
import io.meshfed.sandbox.api.DirectApi;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.testing.Federations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Two clusters with a mesh each, strangers beside them, and the way to run commands on them. */
final class World {

    /** Pinned, so that a world is like the one before it. */
    static final Federation FEDERATION =
            Federations.read(
                    Federations.ARO_ROSA
                            .replace("context: aro }", "context: aro, id: 0a7e-aro }")
                            .replace("context: rosa }", "context: rosa, id: 5f0c-rosa }"));

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(45);

    private final HeldClock clock = new HeldClock();
    private final VirtualSandbox sandbox = new VirtualSandbox(FEDERATION, clock);
    private final Oracle oracle = new Oracle(this);
    private final Line line = new Line(sandbox, clock, oracle);

    World() {
        FEDERATION.meshes().forEach(mesh -> Strangers.settle(mesh, api(mesh.cluster().name())));
        clock.advance(START);
        FEDERATION.clusters().forEach(cluster -> line.watch(api(cluster.name())));
        oracle.begin();
    }

    DirectApi api(String cluster) {
        return sandbox.api(cluster);
    }

    MeshHandle mesh(String name) {
        return sandbox.mesh(name);
    }

    Oracle oracle() {
        return oracle;
    }

    HeldClock clock() {
        return clock;
    }

    Ran run(Command command) {
        return run(command, Line.Meddler.NONE);
    }

    /** As a process of its own, which knows nothing of those before it. */
    Ran run(Command command, Line.Meddler meddler) {
        Duration from = clock.elapsed();
        line.begin(meddler);
        oracle.runBegins();
        Optional<ErrorClass> verdict = Optional.empty();
        Optional<Throwable> bug = Optional.empty();
        List<StepReport> reports = List.of();
        try {
            reports = ran(command);
            verdict = Optional.of(verdict(command, reports));
        } catch (RuntimeException | Error thrown) {
            if (!line.ended()) {
                bug = Optional.of(thrown);
                verdict = Optional.of(ErrorClass.BUG);
            }
        }
        List<FederationException> failures =
                reports.stream()
                        .flatMap(report -> report.failures().stream())
                        .map(Failure::error)
                        .toList();
        Ran ran =
                new Ran(
                        line.ended() ? Optional.empty() : verdict,
                        bug,
                        failures,
                        reports,
                        line.log(),
                        clock.elapsed().minus(from));
        oracle.ended(command, ran);
        return ran;
    }

    private static ErrorClass verdict(Command command, List<StepReport> reports) {
        return RunReport.of(command.name(), FEDERATION.name(), reports, new TreeMap<>())
                .verdict()
                .errorClass();
    }

    private List<StepReport> ran(Command command) {
        Cancellation cancellation = new Cancellation();
        RunTime time = new RunTime(clock, line, cancellation);
        RunSettings settings =
                new RunSettings(
                        Progress.NONE,
                        cancellation,
                        time,
                        Command.TIMEOUT,
                        WiredSessions.deadline(Command.TIMEOUT, time),
                        RunSettings.Mode.WRITE,
                        Runnable::run);
        SessionOptions options =
                SessionOptions.of(FEDERATION.name())
                        .with(WiredSessions.deadline(Command.TIMEOUT.plus(GRACE), time))
                        .with(cancellation);
        try (ClusterSessions sessions = new WiredSessions(line, time, options)) {
            for (ClusterRef cluster : FEDERATION.clusters()) {
                sessions.open(cluster);
            }
            StepContext context =
                    new StepContext(FEDERATION, FEDERATION, new Clusters(sessions), settings);
            return new StepRunner().run(command.steps(), context);
        }
    }
}
