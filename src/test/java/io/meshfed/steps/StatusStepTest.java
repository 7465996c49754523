package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import io.meshfed.testing.SaidProgress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatusStepTest extends AroRosaTest {

    private static final StatusStep STEP = new StatusStep(Duration.ofSeconds(60));

    @Test
    @DisplayName("a load balancer without an address is not waited for")
    void waitsForNoAddress() {
        harness().run(new PeerStep()).requireOk();
        seeded.ingress(aroKnowsRosa).addressed();
        SaidProgress progress = SaidProgress.silent();

        Run run = harness().telling(progress).within(Duration.ofHours(1)).run(STEP);

        assertEquals(List.of(), progress.said());
        assertEquals(2, run.rows("matrix").size());
    }
}
