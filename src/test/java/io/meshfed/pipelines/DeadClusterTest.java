package io.meshfed.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.SeenRequest;
import io.meshfed.testing.StepHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** One cluster of three is dead: the other two are federated all the same. */
@Isolated("its limits are those of a machine that does nothing else")
class DeadClusterTest {

    private final Federation federation = Federations.read(Federations.TRIANGLE);
    private final CountDownLatch never = new CountDownLatch(1);

    private static final int AT_ONCE = 8;

    /** Of a call before the first answer of a server. */
    private static final int TRIES = 2;

    @TempDir Path folder;
    private SandboxClusters clusters;
    private StepHarness harness;

    @BeforeEach
    void start() {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa", "third"));
        SeededFederation.install(clusters, federation);
        harness = new StepHarness(clusters, federation);
    }

    @AfterEach
    void stop() {
        never.countDown();
        clusters.close();
    }

    @Test
    @DisplayName("A5: a cluster that refuses connections costs its own peerings only, and soon")
    void refusesConnections() {
        clusters.server("third").close();

        federatesTheOthers();
    }

    @Test
    @DisplayName(
            "a cluster that takes connections and says nothing costs its own peerings only, and soon")
    void saysNothing() {
        AtomicInteger asked = new AtomicInteger();
        clusters.fault(
                "third",
                FaultPlan.always(request -> asked.incrementAndGet() > 0, new Fault.Stall(never)));

        federatesTheOthers();

        assertTrue(asked.get() <= AT_ONCE * TRIES, () -> asked + " waited for an answer");
    }

    private void federatesTheOthers() {
        long start = System.nanoTime();

        Run run = harness.run(withoutVerify());

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        FederationException dead = run.failure(ErrorClass.TRANSIENT);
        assertTrue(
                dead.getMessage().startsWith("cluster 'third' (context 'third'): "),
                dead::getMessage);
        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took::toString);
        assertEquals(
                List.of("patch servicemeshpeers/east", "patch servicemeshpeers/west"),
                run.writes().stream()
                        .map(SeenRequest::what)
                        .filter(what -> what.contains("servicemeshpeers"))
                        .sorted()
                        .toList());
        assertTrue(run.writes().stream().noneMatch(w -> w.cluster().equals("third")));
    }

    /** The istiods of a dead cluster write no statuses. */
    private static List<Step> withoutVerify() {
        List<Step> steps = FederateTest.FEDERATE;
        return steps.subList(0, steps.size() - 1);
    }
}
