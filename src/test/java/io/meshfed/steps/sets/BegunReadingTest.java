package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.report.ErrorClass;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.testing.Run;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Manifests that are read while others still talk to the cluster. */
class BegunReadingTest extends SetBed {

    @Test
    @DisplayName("manifests whose reading was begun are read before their turn, and once")
    void readsAhead() throws InterruptedException {
        write("one.yaml", configMap("one", "v"));
        AtomicInteger times = new AtomicInteger();
        CountDownLatch read = new CountDownLatch(1);
        ApplyManifestsStep plain = apply();
        ApplyManifestsStep.Reading counted =
                cancellation -> {
                    times.incrementAndGet();
                    read.countDown();
                    return plain.reading().drafts(cancellation);
                };

        ApplyManifestsStep begun =
                new ApplyManifestsStep(plain.source(), plain.options(), counted)
                        .begun(new Cancellation());

        assertTrue(read.await(20, TimeUnit.SECONDS));
        harness(federation).run(begun).requireOk();
        assertEquals(1, times.get());
        assertTrue(aro().find(configMap("one")).isPresent());
    }

    @Test
    @DisplayName("what is wrong with manifests that are read ahead is told as in their turn")
    void tellsInTurn() {
        write("one.yaml", configMap("one", "v"));
        write("two.yaml", "kind: ConfigMap\n");

        Run inTurn = harness().run(apply());
        Run ahead = harness().run(apply().begun(new Cancellation()));

        assertEquals(1, told(inTurn).size());
        assertEquals(told(inTurn), told(ahead));
        assertEquals(List.of(), ahead.requests());
    }

    @Test
    @DisplayName("a run that was told to end before its manifests were read says that")
    void toldToEnd() {
        write("kustomization.yaml", "resources: [missing.yaml]\n");
        Cancellation wish = new Cancellation();
        wish.cancel();

        harness().run(apply().begun(wish)).failure(ErrorClass.INTERRUPTED);
    }

    private static List<String> told(Run run) {
        return run.failures().stream().map(error -> error.getMessage() + error.details()).toList();
    }
}
