package io.meshfed.crash;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.LockOptions;
import io.meshfed.cluster.LockSurroundings;
import io.meshfed.cluster.SessionOptions;
import io.meshfed.cluster.WiredSessions;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.engine.Clusters;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.StepRunner;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.probe.ClockedLoad;
import io.meshfed.probe.Load;
import io.meshfed.promotion.Gate;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import io.meshfed.sandbox.VirtualSandbox;
import io.meshfed.sandbox.api.DirectApi;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.sandbox.mesh.Platform;
import io.meshfed.testing.Federations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Two clusters with a mesh each, strangers beside them, and the way to run commands on them. */
final class World {

    /** Pinned, so that a world is like the one before it. */
    static final Federation FEDERATION = Federations.read(pinned(Federations.ARO_ROSA));

    /** Before anything of staging is offered to production. */
    static final Federation BEFORE =
            Federations.read(
                    pinned(
                            Federations.ARO_ROSA.replaceFirst(
                                    "(?m)^ +- . from: aro-stg-mesh, .*\\R", "")));

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(45);

    private final HeldClock clock = new HeldClock();
    private final VirtualSandbox sandbox;
    private final Oracle oracle = new Oracle(this);
    private Line line;
    private String approved = "";
    private List<Gate> gates = Promoted.GATES;
    private boolean pipeline;
    private int runs;
    private int current;

    World() {
        this(Platform.BARE);
    }

    /**
     * @param platform without workloads it is over faster
     */
    World(Platform platform) {
        sandbox = new VirtualSandbox(FEDERATION, clock, platform);
        line = line();
        FEDERATION.meshes().forEach(mesh -> Strangers.settle(mesh, api(mesh.cluster().name())));
        clock.advance(START);
        oracle.begin();
    }

    private Line line() {
        Line next = new Line(sandbox, clock, oracle);
        FEDERATION.clusters().forEach(cluster -> next.watch(api(cluster.name())));
        return next;
    }

    private static String pinned(String file) {
        return file.replace("context: aro }", "context: aro, id: 0a7e-aro }")
                .replace("context: rosa }", "context: rosa, id: 5f0c-rosa }");
    }

    DirectApi api(String cluster) {
        return sandbox.api(cluster);
    }

    /** Requests in this world, from outside. */
    Load.Source visits() {
        return ClockedLoad.on(clock, sandbox.traffic());
    }

    MeshHandle mesh(String name) {
        return sandbox.mesh(name);
    }

    /**
     * From now on each run is a step of one pipeline, tried again: none waits for one that died.
     */
    void beginPipeline() {
        pipeline = true;
    }

    /** Of the process that runs. */
    String run() {
        return "run-" + current;
    }

    /** Under which name others know it. */
    String holder() {
        return pipeline ? "pipeline" : run();
    }

    /** Who is asked about a release, from now on. */
    void judgedBy(Gate gate) {
        gates = List.of(gate);
    }

    List<Gate> gates() {
        return gates;
    }

    /** Somebody says yes to a plan. */
    void approve(String digest) {
        approved = digest;
    }

    String approved() {
        return approved;
    }

    private LockOptions lock() {
        return pipeline
                ? LockOptions.alone(holder()).shared(LockOptions.Sharing.LAST_OF_STEPS)
                : LockOptions.alone(holder());
    }

    /** Whether anything lies where the writers of a cluster meet. */
    boolean locked() {
        return FEDERATION.clusters().stream()
                .anyMatch(
                        cluster ->
                                api(cluster.name()).latest().values().stream()
                                        .anyMatch(Plan::lock));
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

    /** Another process, from its beginning to its end, while the one that runs stands still. */
    Ran beside(Command other) {
        Line first = line;
        int standing = current;
        JudgedRun judged = oracle.run();
        line = line();
        try {
            return run(other);
        } finally {
            line = first;
            current = standing;
            oracle.goOn(judged);
        }
    }

    /** As a process of its own, which knows nothing of those before it. */
    Ran run(Command command, Line.Meddler meddler) {
        Duration from = clock.elapsed();
        line.begin(meddler);
        runs++;
        current = runs;
        LockOptions lock = lock();
        oracle.runBegins(command, lock.holder());
        Optional<ErrorClass> verdict = Optional.empty();
        Optional<Throwable> bug = Optional.empty();
        List<StepReport> reports = List.of();
        try {
            reports = ran(command, lock);
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
                        line.times(),
                        clock.elapsed().minus(from));
        oracle.ended(command, ran);
        return ran;
    }

    private static ErrorClass verdict(Command command, List<StepReport> reports) {
        return RunReport.of(command.name(), FEDERATION.name(), reports, new TreeMap<>())
                .verdict()
                .errorClass();
    }

    private List<StepReport> ran(Command command, StepContext context, WriteLocks locks) {
        try (locks) {
            return new StepRunner().run(command.steps(this), context);
        }
    }

    private List<StepReport> ran(Command command, LockOptions lock) {
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
        WriteLocks locks =
                new WriteLocks(FEDERATION, lock, LockSurroundings.on(time, Progress.NONE));
        time.beats(locks::tick);
        try (ClusterSessions sessions = new WiredSessions(line, time, options, locks)) {
            for (ClusterRef cluster : FEDERATION.clusters()) {
                sessions.open(cluster);
            }
            StepContext context =
                    new StepContext(
                            command.federation(),
                            command.federation(),
                            new Clusters(sessions, locks),
                            settings);
            return ran(command, context, locks);
        }
    }
}
