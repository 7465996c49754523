package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.engine.Step;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import io.meshfed.testing.SaidProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("of the promotion locks of several meshes all are taken or none")
class AcquireLockTest extends AroRosaTest {

    private static List<Step> acquire(String holder, Duration patience) {
        return Pipelines.alone(
                new AcquireLockStep(
                        new PromotionLock.Taking(holder, Duration.ofMinutes(30), patience, 0)));
    }

    private ObjectRef lock(String mesh) {
        Mesh of = federation.mesh(mesh).orElseThrow();
        return PromotionObjects.lock(of);
    }

    private String holderAtAro() {
        return aro().get(lock(ARO_MESH)).text("spec", "holderIdentity").orElse("");
    }

    /** Locks are taken by name: aro's is had when rosa's is waited for. */
    private void somebodyElseHasRosa() {
        harness().run(acquire("run-2", Duration.ZERO)).requireOk();
        aro().delete(lock(ARO_MESH));
    }

    @Test
    @DisplayName("also by a run that is told to end while it waits for the next one")
    void interrupted() {
        somebodyElseHasRosa();
        Cancellation cancellation = new Cancellation();

        Run run =
                harness()
                        .cancelledBy(cancellation)
                        .telling(SaidProgress.onWait(cancellation::cancel))
                        .run(acquire("run-1", Duration.ofMinutes(1)));

        run.failure(ErrorClass.INTERRUPTED);
        assertEquals("", holderAtAro());
    }

    @Test
    @DisplayName("and one that cannot be given back does not hide why the run ended")
    void notGivenBack() {
        somebodyElseHasRosa();
        Cancellation cancellation = new Cancellation();
        SaidProgress said =
                SaidProgress.onWait(
                        () -> {
                            cancellation.cancel();
                            aro().delete(lock(ARO_MESH));
                            aro().put(
                                            lock(ARO_MESH),
                                            Map.of("spec", Map.of("holderIdentity", "them")));
                        });

        Run run =
                harness()
                        .cancelledBy(cancellation)
                        .telling(said)
                        .run(acquire("run-1", Duration.ofMinutes(1)));

        run.failure(ErrorClass.INTERRUPTED);
        assertTrue(
                said.said().toString().contains("stays until it is given back by release-lock"),
                said.said()::toString);
    }
}
