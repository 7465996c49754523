package io.meshfed.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.LockOptions;
import io.meshfed.cluster.VirtualTime;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SaidProgress;
import io.meshfed.testing.SeenRequest;
import io.meshfed.testing.StepHarness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole runs beside others that write, or did. */
class OneWriterTest extends AroRosaTest {

    private static final String ROSA_EXPORT =
            "      - { from: rosa-prod-mesh, service: kube-info, namespace: prod-member }\n";

    private final VirtualTime time = new VirtualTime(new Cancellation());

    private StepHarness run(String holder) {
        return harness().hooked(istiods()).locking(LockOptions.alone(holder), time);
    }

    private ObjectRef lease(String cluster) {
        return WriteLocks.lease(
                federation,
                federation.clusters().stream()
                        .filter(each -> each.name().equals(cluster))
                        .findFirst()
                        .orElseThrow());
    }

    /** Real servers serve the next test, too. */
    @AfterEach
    void free() {
        if (clusters != null) {
            List.of("aro", "rosa").forEach(each -> clusters.raw(each).delete(lease(each)));
        }
    }

    /** Of a run that is gone, or of one that lives: that shows only as time goes by. */
    private void hold(String cluster, String holder, int sign) {
        clusters.raw(cluster)
                .apply(
                        lease(cluster),
                        Map.of(
                                "metadata",
                                Map.of(
                                        "labels",
                                        Ownership.labels(federation.name()),
                                        "annotations",
                                        Map.of(
                                                "meshfed.io/nonce",
                                                "n-" + holder,
                                                "sign",
                                                "" + sign)),
                                "spec",
                                Map.of("holderIdentity", holder)),
                        "another-run");
    }

    @Test
    @DisplayName("a run sends two requests more per cluster, and one that changes nothing none")
    void figures() {
        Run alone = harness().hooked(istiods()).run(FederateTest.FEDERATE).requireOk();
        harness().hooked(istiods()).run(FederateTest.UNFEDERATE).requireOk();

        Run first = run("run-1").run(FederateTest.FEDERATE).requireOk();
        Run second = run("run-2").run(FederateTest.FEDERATE).requireOk();

        List<String> writes = first.writes().stream().map(SeenRequest::what).toList();
        assertTrue(
                writes.subList(0, 2).stream().allMatch(what -> what.startsWith("create ")),
                writes::toString);
        assertTrue(
                writes.subList(10, 12).stream()
                        .allMatch(what -> what.equals("delete leases/meshfed-aro-rosa")),
                writes::toString);
        assertEquals(alone.requests().size() + 4, first.requests().size());
        assertEquals(List.of(), second.writes());
        assertFalse(clusters.raw("aro").has(lease("aro")));
        assertFalse(clusters.raw("rosa").has(lease("rosa")));
    }

    @Test
    @DisplayName("a rehearsal and a look take no lock")
    void lookers() {
        List<SeenRequest> rehearsed =
                run("run-1").dryRun().run(FederateTest.FEDERATE.subList(0, 8)).requests();
        List<SeenRequest> looked =
                run("run-2")
                        .within(Duration.ofSeconds(1))
                        .run(Pipelines.alone(FederateTest.FEDERATE.get(8)))
                        .requests();

        assertTrue(rehearsed.stream().noneMatch(request -> request.path().contains("/leases")));
        assertTrue(looked.stream().noneMatch(request -> request.path().contains("/leases")));
    }

    @Test
    @DisplayName("B7: after a dead run it takes over, and sees what was written while it waited")
    void readsAgain() {
        hold("aro", "run-0", 0);
        AtomicInteger looks = new AtomicInteger();
        time.inEachPause(
                pause -> {
                    if (looks.incrementAndGet() == 1) {
                        harness().hooked(istiods()).run(FederateTest.FEDERATE).requireOk();
                    }
                });
        SaidProgress said = SaidProgress.silent();

        Run run = run("run-1").telling(said).run(FederateTest.FEDERATE).requireOk();

        assertEquals(Map.of(), written(run));
        assertEquals(8, run.changes(Change.Kind.UNCHANGED).size());
        assertTrue(time.elapsed().compareTo(Duration.ofSeconds(35)) <= 0, time.elapsed()::toString);
        assertTrue(
                said.said().stream().anyMatch(line -> line.contains("'run-0' holds Lease aro-stg")),
                said.said()::toString);
        assertFalse(clusters.raw("aro").has(lease("aro")));
    }

    @Test
    @DisplayName("C1: what another run took away after it was looked at is made anew")
    void overtaken() {
        harness().hooked(istiods()).run(FederateTest.FEDERATE).requireOk();

        Run nothingToDo = between(federation);
        assertEquals(Map.of(Change.Kind.CREATED, 8), written(nothingToDo));

        Run something = between(changed(ROSA_EXPORT, ""));
        assertEquals(Map.of(Change.Kind.CREATED, 8), written(something));
    }

    /** Another run takes all apart just before the first write of this one. */
    private Run between(Federation wanted) {
        AtomicBoolean apart = new AtomicBoolean();
        RunHook other =
                new RunHook() {
                    @Override
                    public void beforeWrite(String cluster, ObjectRef ref) {
                        if (apart.compareAndSet(false, true)) {
                            harness().hooked(istiods()).run(FederateTest.UNFEDERATE).requireOk();
                        }
                    }
                };
        return harness(wanted)
                .hooked(istiods().then(other))
                .locking(LockOptions.alone("run-1"), time)
                .run(FederateTest.FEDERATE)
                .requireOk();
    }

    private static Map<Change.Kind, Integer> written(Run run) {
        List<Change> written =
                run.changes().stream().filter(change -> change.kind().isWrite()).toList();
        return written.isEmpty() ? Map.of() : Map.of(written.get(0).kind(), written.size());
    }

    @Test
    @DisplayName("C1: beside a living run it is one CONFLICT for all meshes, and writes nothing")
    void conflict() {
        AtomicInteger signs = new AtomicInteger();
        hold("rosa", "run-0", 0);
        time.inEachPause(pause -> hold("rosa", "run-0", signs.incrementAndGet()));

        Run run = run("run-1").run(FederateTest.FEDERATE);

        FederationException conflict = run.failure(ErrorClass.CONFLICT);
        assertTrue(
                conflict.getMessage().contains("'run-0' holds Lease rosa-prod-mesh/meshfed-aro-"));
        assertTrue(run.writes().stream().allMatch(write -> write.path().contains("/leases")));
        assertFalse(clusters.raw("aro").has(lease("aro")), "left behind where nobody was");
        assertEquals(List.of(), run.changes().stream().filter(c -> c.kind().isWrite()).toList());
    }

    @Test
    @DisplayName("B8: a run that is stopped half-way, and replaced, writes nothing more anywhere")
    void replaced() {
        AtomicInteger writes = new AtomicInteger();
        RunHook stop =
                new RunHook() {
                    @Override
                    public void afterWrite(String cluster, Change change) {
                        if (writes.incrementAndGet() == 4) {
                            time.pass(Duration.ofMinutes(5));
                            hold("aro", "run-2", 0);
                            hold("rosa", "run-2", 0);
                        }
                    }
                };

        Run run =
                harness()
                        .hooked(istiods().then(stop))
                        .locking(LockOptions.alone("run-1"), time)
                        .run(FederateTest.FEDERATE);

        FederationException lost = run.failures().get(0);
        assertEquals(ErrorClass.CONFLICT, lost.errorClass());
        assertTrue(lost.getMessage().contains("'run-2' holds Lease "), lost::getMessage);
        long applied = run.writes().stream().filter(w -> w.verb().equals("patch")).count();
        assertTrue(applied >= 4 && applied < 8, run.writes()::toString);
        assertTrue(clusters.raw("aro").has(lease("aro")), "the other's lease is gone");
        assertTrue(clusters.raw("rosa").has(lease("rosa")), "the other's lease is gone");
    }
}
