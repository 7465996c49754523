package io.meshfed.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.LockOptions;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.engine.Step;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.testing.Federations;
import io.meshfed.testing.OwnThread;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SaidProgress;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.SeenRequest;
import io.meshfed.testing.StepHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs at the same time, in real time, whose leases are short. */
@Timeout(480)
class SeveralWritersTest {

    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> CLUSTERS = List.of("aro", "rosa", "third");

    private final Federation federation = Federations.read(Federations.TRIANGLE);

    @TempDir Path folder;
    private SandboxClusters clusters;

    @BeforeEach
    void start() {
        clusters = SandboxClusters.start(folder, CLUSTERS);
        SeededFederation.install(clusters, federation);
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    /** The istiods of these clusters write no statuses. */
    private static List<Step> withoutVerify() {
        List<Step> steps = FederateTest.FEDERATE;
        return steps.subList(0, steps.size() - 1);
    }

    private StepHarness run(String holder, String... meshes) {
        Federation part =
                federation.onlyPeerings(
                        peering ->
                                meshes.length == 0
                                        || List.of(meshes)
                                                .containsAll(
                                                        List.of(
                                                                peering.first().name(),
                                                                peering.second().name())));
        return new StepHarness(clusters, part)
                .within(PATIENCE)
                .locking(LockOptions.alone(holder).lasting(LEASE).waiting(PATIENCE));
    }

    private static CompletableFuture<Run> begin(StepHarness harness) {
        return OwnThread.begin(() -> harness.run(withoutVerify()));
    }

    @Test
    @DisplayName("C1: of two runs over the same meshes one waits for the other, and both are well")
    void same() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicBoolean overlap = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        RunHook untilTheOtherWaits =
                new RunHook() {
                    @Override
                    public void afterWrite(String cluster, Change change) {
                        begun.countDown();
                        await(waiting);
                    }
                };
        CompletableFuture<Run> first = begin(run("run-1").hooked(untilTheOtherWaits));
        assertTrue(begun.await(60, TimeUnit.SECONDS));
        CompletableFuture<Run> second =
                begin(
                        run("run-2")
                                .telling(SaidProgress.onWait(waiting::countDown))
                                .hooked(
                                        new RunHook() {
                                            @Override
                                            public void afterWrite(String cluster, Change change) {
                                                overlap.set(overlap.get() | !first.isDone());
                                            }
                                        }));

        first.get(90, TimeUnit.SECONDS).requireOk();
        Run waited = second.get(90, TimeUnit.SECONDS).requireOk();

        assertFalse(overlap.get(), "both wrote at once");
        assertTrue(waited.changes().stream().noneMatch(change -> change.kind().isWrite()));
        requireFree();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    @DisplayName("C2: runs over A-B, B-C and C-A at once all end well: no two wait for each other")
    void overlapping() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        List<CompletableFuture<Run>> runs = new ArrayList<>();
        for (String[] pair :
                new String[][] {{"east", "west"}, {"west", "south"}, {"south", "east"}}) {
            runs.add(
                    OwnThread.begin(
                            () -> {
                                meet(together);
                                return run("run-" + pair[0], pair).run(withoutVerify());
                            }));
        }
        for (CompletableFuture<Run> each : runs) {
            each.get(110, TimeUnit.SECONDS).requireOk();
        }

        assertEquals(List.of(), run("run-again").run(withoutVerify()).requireOk().writes());
        requireFree();
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(60, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new AssertionError(late);
        }
    }

    @Test
    @DisplayName(
            "C2: the clusters are taken in the order of their identities, whatever they are called")
    void order() {
        while (byIdentity().equals(CLUSTERS)) {
            stop();
            start();
        }

        Run run = run("run-1").run(withoutVerify()).requireOk();

        List<String> taken =
                run.writes().stream()
                        .filter(write -> write.verb().equals("create"))
                        .map(SeenRequest::cluster)
                        .toList();
        assertEquals(byIdentity(), taken);
    }

    private List<String> byIdentity() {
        return CLUSTERS.stream().sorted(Comparator.comparing(this::identity)).toList();
    }

    private String identity(String cluster) {
        ObjectRef kubeSystem = new ObjectRef(ResourceTypes.NAMESPACE, "", "kube-system");
        return clusters.raw(cluster).get(kubeSystem).uid();
    }

    @Test
    @DisplayName("A10: when the answer to taking a lease is lost, it is known by its nonce")
    void lostReply() {
        for (String each : CLUSTERS) {
            clusters.fault(
                    each,
                    FaultPlan.first(
                            1,
                            request -> request.write() && request.path().contains("/leases"),
                            new Fault.CutAfter()));
        }

        Run run = run("run-1").run(withoutVerify()).requireOk();

        assertEquals(24, run.changes(Change.Kind.CREATED).size(), run.changes()::toString);
        assertTrue(
                run.writes().stream()
                        .takeWhile(write -> write.path().contains("/leases"))
                        .noneMatch(write -> write.verb().equals("update")),
                "taken over from itself");
        requireFree();
    }

    @Test
    @DisplayName(
            "C2: while one cluster is waited for nothing is written to another, and nothing when it is not to be had")
    void notWhileWaiting() throws Exception {
        boolean rosaLast = identity("aro").compareTo(identity("rosa")) < 0;
        String early = rosaLast ? "aro" : "rosa";
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        RunHook staying =
                new RunHook() {
                    @Override
                    public void afterWrite(String cluster, Change change) {
                        held.countDown();
                        await(over);
                    }
                };
        CompletableFuture<Run> living =
                begin(run("run-1", rosaLast ? "west" : "east", "south").hooked(staying));
        assertTrue(held.await(60, TimeUnit.SECONDS));
        CountDownLatch waiting = new CountDownLatch(1);
        RunHook late =
                new RunHook() {
                    @Override
                    public void beforeWrite(String cluster, ObjectRef ref) {
                        if (cluster.equals(early)) {
                            await(waiting);
                        }
                    }
                };

        Run refused =
                run("run-2", "east", "west")
                        .locking(LockOptions.alone("run-2").lasting(LEASE))
                        .telling(SaidProgress.onWait(waiting::countDown))
                        .hooked(late)
                        .run(withoutVerify());
        over.countDown();
        living.get(90, TimeUnit.SECONDS).requireOk();

        assertEquals(ErrorClass.CONFLICT, refused.failures().get(0).errorClass());
        assertEquals(
                List.of(), refused.changes().stream().filter(c -> c.kind().isWrite()).toList());
        requireFree();
    }

    @Test
    @DisplayName("a cluster that gives no lease costs its own peerings only")
    void refused() {
        clusters.fault(
                "third",
                FaultPlan.always(
                        request -> request.write() && request.path().contains("/leases"),
                        Fault.status(403)));

        Run run = run("run-1").run(withoutVerify());

        assertEquals(
                Set.of(ErrorClass.AUTH),
                run.failures().stream()
                        .map(FederationException::errorClass)
                        .collect(Collectors.toSet()));
        assertTrue(run.failures().get(0).getMessage().contains("may not create leases"));
        assertEquals(
                List.of("patch servicemeshpeers/east", "patch servicemeshpeers/west"),
                run.writes().stream()
                        .map(SeenRequest::what)
                        .filter(what -> what.contains("servicemeshpeers"))
                        .sorted()
                        .toList());
        requireFree();
    }

    private void requireFree() {
        for (ClusterRef cluster : federation.clusters()) {
            ObjectRef lease = WriteLocks.lease(federation, cluster);
            assertFalse(clusters.raw(cluster.name()).has(lease), lease::toString);
        }
    }
}
