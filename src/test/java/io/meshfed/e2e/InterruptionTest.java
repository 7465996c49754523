package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.report.ErrorClass;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.sandbox.api.ObjectStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("runs that are broken off, and API servers that stumble")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class InterruptionTest {

    @ParameterizedTest(name = "at write {0}")
    @ValueSource(ints = {1, 3, 6, 7, 8})
    @DisplayName("cancelled in the middle of federate, the next run converges")
    void federate(int write) {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            Cancellation cancellation = new Cancellation();
            cancelAt(run, write, cancellation);
            run.federate(How.usual().cancelledBy(cancellation)).require(ErrorClass.INTERRUPTED);
            boolean east = run.edits("aro").find(Names.EAST_PEER).isPresent();
            boolean west = run.edits("rosa").find(Names.WEST_PEER).isPresent();
            assertEquals(east, west, "a peer stands alone");

            assertEquals("2", run.federate().requireOk().result("verified"));
        }
    }

    private static void cancelAt(FederationRun run, int write, Cancellation cancellation) {
        AtomicInteger writes = new AtomicInteger();
        FaultPlan plan =
                (ordinal, request) -> {
                    if (request.write() && writes.incrementAndGet() == write) {
                        cancellation.cancel();
                    }
                    return Optional.empty();
                };
        run.embedded().server("aro").faults().set(plan);
        run.embedded().server("rosa").faults().set(plan);
    }

    @Test
    @DisplayName(
            "cancelled with one peer written and the other on its way, the run says which one stands alone")
    void halfAPair() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            Cancellation cancellation = new Cancellation();
            CountDownLatch never = new CountDownLatch(1);
            run.embedded()
                    .server("rosa")
                    .faults()
                    .set(
                            FaultPlan.always(
                                    r -> r.write() && r.path().contains("/servicemeshpeers/"),
                                    new Fault.Stall(never)));
            Edits aro = run.edits("aro");
            ObjectStore.Subscription subscription =
                    run.stage()
                            .store("aro")
                            .onChange(
                                    event ->
                                            aro.find(Names.EAST_PEER)
                                                    .ifPresent(peer -> cancellation.cancel()));
            Ran broken = run.federate(How.usual().cancelledBy(cancellation));
            subscription.close();
            broken.require(ErrorClass.INTERRUPTED);
            assertTrue(
                    broken.failures()
                            .contains(
                                    "ServiceMeshPeer east-mesh/west was created but its other side was not"),
                    broken::failures);
            run.embedded().server("rosa").faults().set(FaultPlan.none());
            never.countDown();
            run.federate(How.usual().restartingIstiod()).requireOk();
        }
    }

    @Test
    @DisplayName("cancelled while it verifies, a run ends at once, and the next one proves it")
    void verify() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            Cancellation cancellation = new Cancellation();
            run.stage().mesh("west").killGateway("ingress-east");
            run.edits("aro")
                    .await("a loss", FederationRun.PATIENCE, Names.EAST_PEER, Names::disconnected);
            How how = How.usual().cancelledBy(cancellation);
            Ran broken = run.verify(how.telling(new OnWaiting(cancellation::cancel)));
            broken.require(ErrorClass.INTERRUPTED);
            assertTrue(broken.took().compareTo(Duration.ofSeconds(20)) < 0);

            run.stage().mesh("west").startGateway("ingress-east");
            run.verify().requireOk();
        }
    }

    @ParameterizedTest(name = "at write {0}")
    @ValueSource(ints = {1, 3, 5, 7})
    @DisplayName("cancelled in the middle of unfederate, the next run finishes it")
    void unfederate(int write) {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            Cancellation cancellation = new Cancellation();
            cancelAt(run, write, cancellation);
            run.unfederate(How.usual().cancelledBy(cancellation)).require(ErrorClass.INTERRUPTED);
            assertEquals(
                    run.edits("aro").find(Names.EAST_PEER).isPresent(),
                    run.edits("rosa").find(Names.WEST_PEER).isPresent(),
                    "a peer stands alone");

            run.unfederate().requireOk();
            assertTrue(run.edits("aro").find(Names.EAST_PEER).isEmpty());
            assertTrue(run.edits("rosa").find(Names.WEST_PEER).isEmpty());
            run.federate().requireOk();
        }
    }

    @Test
    @DisplayName(
            "bursts of 503, cut connections and lost replies are survived, each write is done once")
    void stumbling() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.embedded()
                    .server("aro")
                    .faults()
                    .set((n, r) -> n % 3 == 0 ? Optional.of(Fault.status(503)) : Optional.empty());
            AtomicInteger cut = new AtomicInteger();
            run.embedded()
                    .server("rosa")
                    .faults()
                    .set((n, r) -> n % 4 == 0 ? Optional.of(broken(cut)) : Optional.empty());
            Ran ran = run.federate().requireOk();

            assertEquals("2", ran.result("verified"));
            run.embedded().server("aro").faults().set(FaultPlan.none());
            run.embedded().server("rosa").faults().set(FaultPlan.none());
            run.federate().requireOk().requireNoWrites();
        }
    }

    private static Fault broken(AtomicInteger count) {
        return count.incrementAndGet() % 2 == 0 ? new Fault.CutBefore() : new Fault.CutAfter();
    }

    @Test
    @DisplayName("an API server that is away for a second in the middle does not end the run")
    void away() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            AtomicLong since = new AtomicLong();
            run.embedded()
                    .server("rosa")
                    .faults()
                    .set(
                            (n, r) -> {
                                if (n <= 8) {
                                    return Optional.empty();
                                }
                                since.compareAndSet(0, System.nanoTime());
                                return System.nanoTime() - since.get() < 1_000_000_000L
                                        ? Optional.of(new Fault.CutBefore())
                                        : Optional.empty();
                            });
            run.federate().requireOk();
        }
    }
}
