package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.KubeconfigSessions;
import io.meshfed.cluster.SessionOptions;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.contexts.FederationReader;
import io.meshfed.engine.Clusters;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.StepRunner;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.Progress;
import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.steps.UnpeerStep;
import io.meshfed.steps.VerifyFederationStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A federation file, the clusters that it names, and meshfed run against them: each run reads the
 * kubeconfig anew and opens sessions of its own, as the program does.
 */
final class FederationRun implements AutoCloseable {

    /** A minute takes three seconds. */
    static final int SPEED = 20;

    static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration SETTLE = Duration.ofMillis(200);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int SAMPLES = 3;

    private final Stage stage;
    private Federation federation;

    FederationRun(Stage stage, Federation federation) {
        this.stage = stage;
        this.federation = federation;
    }

    static Federation parsed(String file) {
        return FederationReader.parse(file, "federation.yaml").federation();
    }

    static SandboxOptions options() {
        return SandboxOptions.usual().withSpeed(SPEED);
    }

    /** On a sandbox, with its meshes up. */
    static FederationRun of(String file) {
        return of(file, options());
    }

    static FederationRun of(String file, SandboxOptions options) {
        FederationRun run = notReady(file, options);
        run.embedded().sandbox().awaitReady(START);
        return run;
    }

    /** On a sandbox where something never gets ready. */
    static FederationRun notReady(String file, SandboxOptions options) {
        Federation federation = parsed(file);
        return new FederationRun(EmbeddedStage.of(federation, options), federation);
    }

    Stage stage() {
        return stage;
    }

    EmbeddedStage embedded() {
        return (EmbeddedStage) stage;
    }

    Federation federation() {
        return federation;
    }

    Edits edits(String cluster) {
        return new Edits(stage.store(cluster));
    }

    /** The file is another one from now on; the clusters are what they are. */
    FederationRun edit(String file) {
        federation = parsed(file);
        return this;
    }

    Ran federate() {
        return federate(How.usual());
    }

    Ran federate(How how) {
        return run("federate", Pipelines.federate(trust(how), verification(how)), how);
    }

    Ran plan() {
        How how = How.usual().rehearsing();
        return run("plan", Pipelines.plan(trust(how)), how);
    }

    Ran verify() {
        return verify(How.usual());
    }

    Ran verify(How how) {
        return run("verify-federation", Pipelines.alone(verification(how)), how);
    }

    Ran verifyUntil(String reason) {
        return verifyUntil(reason, ran -> ran.reasons().contains(reason));
    }

    /** Looks again and again, until a look shows it: machines that run tests may be slow. */
    Ran verifyUntil(String what, Predicate<Ran> shown) {
        Deadline limit = Deadline.in(PATIENCE);
        while (true) {
            Ran ran = verify(How.usual().withinSeconds(1));
            if (shown.test(ran)) {
                return ran;
            }
            assertFalse(limit.passed(), () -> "never " + what + ":" + ran.failures());
        }
    }

    Ran shareTrust(How how) {
        return run("share-trust", Pipelines.alone(trust(how)), how);
    }

    Ran unfederate() {
        return unfederate(How.usual());
    }

    Ran unfederate(How how) {
        return run("unfederate", Pipelines.unfederate(new UnpeerStep(SETTLE)), how);
    }

    private static ShareTrustStep trust(How how) {
        return new ShareTrustStep(how.trust(), ShareTrustStep.Guards.NONE_WAIVED);
    }

    private VerifyFederationStep verification(How how) {
        Duration sync = Duration.ofSeconds(60).dividedBy(stage.speed());
        return new VerifyFederationStep(SAMPLES, LOOK, sync, how.restartIstiod());
    }

    private Ran run(String command, List<Step> steps, How how) {
        stage.forgetRequests();
        long begin = System.nanoTime();
        Recorded told = new Recorded(how.progress());
        RunSettings settings =
                new RunSettings(
                        told,
                        how.cancellation(),
                        Timekeeper.real(how.cancellation()),
                        how.timeout(),
                        Deadline.in(how.timeout()),
                        how.mode());
        RunReport report;
        try (ClusterSessions sessions = sessions(settings)) {
            federation.clusters().forEach(sessions::open);
            StepContext context =
                    new StepContext(federation, federation, new Clusters(sessions), settings);
            List<StepReport> reports = new StepRunner().run(steps, context);
            report = RunReport.of(command, federation.name(), reports, sent(sessions));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Ran(report, told.lines(), requests(), took);
    }

    private ClusterSessions sessions(RunSettings settings) {
        SessionOptions options =
                SessionOptions.of(federation.name())
                        .with(
                                settings.dryRun()
                                        ? SessionOptions.Mode.DRY_RUN
                                        : SessionOptions.Mode.WRITE)
                        .with(Deadline.in(settings.timeout().plus(GRACE)))
                        .with(settings.cancellation());
        Kubeconfig kubeconfig = Kubeconfig.read(List.of(stage.kubeconfig()), Progress.NONE);
        return new KubeconfigSessions(kubeconfig, options);
    }

    private SortedMap<String, Integer> sent(ClusterSessions sessions) {
        SortedMap<String, Integer> total = new TreeMap<>();
        for (ClusterRef cluster : federation.clusters()) {
            sessions.open(cluster)
                    .requests()
                    .forEach((verb, count) -> total.merge(verb, count, Integer::sum));
        }
        return total;
    }

    private List<Stage.Sent> requests() {
        List<Stage.Sent> all = new ArrayList<>();
        federation.clusters().forEach(cluster -> all.addAll(stage.requests(cluster.name())));
        return all;
    }

    @Override
    public void close() {
        stage.close();
    }
}
