package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.Progress;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a failover drill that is told to end, or has a bug, leaves everything as it was")
class EndedDrillTest extends DrillBed {

    @ParameterizedTest
    @ValueSource(strings = {"scaled to 0", "scaled back"})
    @DisplayName("J2: told to end, it puts everything back and ends")
    void interrupted(String when) {
        Cancellation wish = new Cancellation();
        Run run =
                stage.harness()
                        .cancelledBy(wish)
                        .telling(on(when, wish::cancel))
                        .run(stage.drill());

        assertTrue(wish.isCancelled());
        assertEquals("unknown", run.last().results().get("verdict"));
        assertEquals(true, told(run.last()).get("restored"));
    }

    @Test
    @DisplayName("told to end while it waits for pods on the way back, it goes on to the pattern")
    void interruptedOnTheWayBack() {
        ObjectRef workload =
                new ObjectRef(ResourceTypes.DEPLOYMENT, "east-mesh-member", "kube-info-v1");
        Cancellation wish = new Cancellation();
        AtomicBoolean back = new AtomicBoolean();
        Map<String, Object> spec = stage.aro().get(workload).object("spec");
        Run run =
                stage.harness()
                        .cancelledBy(wish)
                        .telling(
                                on(
                                        "scaled to 0",
                                        () -> stage.aro().merge(workload, ready("false")),
                                        () -> {
                                            if (back.get()) {
                                                wish.cancel();
                                            }
                                        },
                                        () -> back.set(true)))
                        .run(
                                stage.drill(
                                        DrillStage.subject("kube-info-v1", "kube-info-v2"),
                                        Duration.ofSeconds(1),
                                        ANY));

        assertTrue(wish.isCancelled());
        assertEquals(true, told(run.last()).get("restored"));
        stage.aro().delete(workload);
        stage.aro().put(workload, Map.of("spec", spec));
        stage.harness()
                .run(new ScaleWorkloadStep("east", "east-mesh-member/kube-info-v1", 2, false))
                .requireOk();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @DisplayName(
            "J2: after a bug in the drill and one on the way back, the rest is put back all the same")
    void bug(int kind) {
        Throwable thrown =
                kind == 0 ? new IllegalStateException("a bug") : new StackOverflowError("a bug");
        AtomicInteger writes = new AtomicInteger();
        RunHook buggy =
                new RunHook() {
                    @Override
                    public void afterWrite(String cluster, Change change) {
                        int write = writes.incrementAndGet();
                        // Both workloads are at 0; then the first of them is scaled back.
                        if (write == 3 || write == 4) {
                            raise(thrown);
                        }
                    }
                };

        Throwable told =
                assertThrows(
                        thrown.getClass(), () -> stage.harness().hooked(buggy).run(stage.drill()));

        assertEquals("a bug", told.getMessage());
        assertEquals(
                before.subList(0, before.size() - 1), stage.state().subList(0, before.size() - 1));
        stage.harness().run(DrillStage.restore()).requireOk();
    }

    private static void raise(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    /** What the pods of a template become in the sandbox. */
    private static Map<String, Object> ready(String text) {
        Map<String, Object> annotations = Map.of("sandbox.meshfed.io/ready", text);
        return Map.of(
                "spec", Map.of("template", Map.of("metadata", Map.of("annotations", annotations))));
    }

    private static Progress on(String what, Runnable work) {
        return on(what, work, () -> {}, () -> {});
    }

    private static Progress on(String what, Runnable work, Runnable waits, Runnable back) {
        return new Progress() {
            @Override
            public void doing(String said) {
                if (said.startsWith(what)) {
                    work.run();
                }
                if (said.startsWith("putting everything back")) {
                    back.run();
                }
            }

            @Override
            public void waiting(String said, String reason) {
                waits.run();
            }

            @Override
            public void done(String said) {}

            @Override
            public void warning(String said) {}
        };
    }
}
