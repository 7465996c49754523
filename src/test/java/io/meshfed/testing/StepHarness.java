package io.meshfed.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.KubeconfigSessions;
import io.meshfed.cluster.LockOptions;
import io.meshfed.cluster.LockSurroundings;
import io.meshfed.cluster.SessionOptions;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.engine.Clusters;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.StepRunner;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.report.Change;
import io.meshfed.report.Progress;
import io.meshfed.report.StepReport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs steps as the program does: each run reads the kubeconfig anew and opens sessions of its own.
 */
public final class StepHarness {

    private static final Set<String> READS = Set.of("get", "list");
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final TestClusters clusters;
    private final Federation federation;
    private RunSettings.Mode mode = RunSettings.Mode.WRITE;
    private Duration timeout = Duration.ofSeconds(30);
    private Set<String> takeBack = Set.of();
    private RunHook hook = RunHook.NONE;
    private Progress progress = Progress.NONE;
    private Clock clock = Clock.systemUTC();
    private Optional<LockOptions> lock = Optional.empty();
    private Optional<Timekeeper> lockTime = Optional.empty();
    private Optional<Cancellation> cancellation = Optional.empty();

    public StepHarness(TestClusters clusters, Federation federation) {
        this.clusters = clusters;
        this.federation = federation;
    }

    public StepHarness dryRun() {
        mode = RunSettings.Mode.DRY_RUN;
        return this;
    }

    public StepHarness takingBackFrom(String manager) {
        takeBack = Set.of(manager);
        return this;
    }

    public StepHarness within(Duration limit) {
        timeout = limit;
        return this;
    }

    public StepHarness hooked(RunHook other) {
        hook = other;
        return this;
    }

    public StepHarness telling(Progress other) {
        progress = other;
        return this;
    }

    /** Beside other runs, as commands run. */
    public StepHarness locking(LockOptions options) {
        lock = Optional.of(options);
        return this;
    }

    /** As {@link #locking(LockOptions)}, on a clock of the test's. */
    public StepHarness locking(LockOptions options, Timekeeper time) {
        lockTime = Optional.of(time);
        return locking(options);
    }

    public StepHarness at(Clock other) {
        clock = other;
        return this;
    }

    /** Ended when the test wishes for it. */
    public StepHarness cancelledBy(Cancellation other) {
        cancellation = Optional.of(other);
        return this;
    }

    public Federation federation() {
        return federation;
    }

    public Run run(Step step) {
        return run(List.of(step));
    }

    public Run run(List<Step> steps) {
        clusters.forgetRequests();
        Cancellation wish = cancellation.orElseGet(Cancellation::new);
        RunSettings settings =
                new RunSettings(
                        progress,
                        wish,
                        new SetClock(Timekeeper.real(wish), clock),
                        timeout,
                        Deadline.in(timeout),
                        mode);
        WriteLocks locks = locks(settings);
        try (ClusterSessions sessions = sessions(settings, locks)) {
            federation.clusters().forEach(sessions::open);
            Clusters all = new Clusters(sessions, locks);
            List<StepReport> reports = run(steps, all, settings, locks);
            return new Run(reports, sent(sessions), clusters.requests());
        }
    }

    private List<StepReport> run(
            List<Step> steps, Clusters all, RunSettings settings, WriteLocks locks) {
        try (locks) {
            return new StepRunner()
                    .run(steps, new StepContext(federation, federation, all, settings));
        }
    }

    private WriteLocks locks(RunSettings settings) {
        LockSurroundings world =
                lockTime.map(time -> LockSurroundings.on(time, progress))
                        .orElseGet(
                                () ->
                                        LockSurroundings.real(
                                                progress,
                                                settings.deadline(),
                                                settings.cancellation()));
        return lock.map(options -> new WriteLocks(federation, options, world))
                .orElseGet(WriteLocks::none);
    }

    /**
     * Runs until the process ends after its n-th write.
     *
     * @return false when the run was through before
     */
    public boolean crash(int afterWrite, List<Step> steps) {
        Crash crash = new Crash(afterWrite);
        RunHook before = hook;
        hook = before.then(crash);
        try {
            run(steps);
        } catch (RuntimeException | Error ended) {
            if (!crash.happened()) {
                throw ended;
            }
        } finally {
            hook = before;
        }
        return crash.happened();
    }

    private ClusterSessions sessions(RunSettings settings, WriteLocks locks) {
        SessionOptions options =
                SessionOptions.of(federation.name())
                        .with(
                                settings.dryRun()
                                        ? SessionOptions.Mode.DRY_RUN
                                        : SessionOptions.Mode.WRITE)
                        .with(Deadline.in(timeout.plus(GRACE)))
                        .with(settings.cancellation())
                        .takingBackFrom(takeBack);
        Kubeconfig kubeconfig =
                Kubeconfig.load(clusters.kubeconfig().toString(), Map.of(), progress);
        return new HookedSessions(new KubeconfigSessions(kubeconfig, options, locks), hook);
    }

    private SortedMap<String, Integer> sent(ClusterSessions sessions) {
        SortedMap<String, Integer> sent = new TreeMap<>();
        for (ClusterRef cluster : federation.clusters()) {
            sessions.open(cluster)
                    .requests()
                    .forEach((verb, count) -> sent.merge(verb, count, Integer::sum));
        }
        return sent;
    }

    public Run runTwice(Step step) {
        return runTwice(List.of(step));
    }

    /** The first run; the second one must change nothing, and ask for no change. */
    public Run runTwice(List<Step> steps) {
        Run first = run(steps).requireOk();
        Run second = run(steps).requireOk();
        assertEquals(List.of(), second.writes(), "the second run writes");
        assertEquals(
                List.of(),
                second.changes().stream()
                        .filter(c -> c.kind().isWrite())
                        .map(Change::object)
                        .toList(),
                "the second run reports changes");
        Set<String> other = new TreeSet<>(second.sent().keySet());
        other.removeAll(READS);
        assertEquals(Set.of(), other, "the second run sends more than reads");
        return first;
    }
}
