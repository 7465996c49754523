package io.meshfed.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.testing.SaidProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final Waiting FOR_THREE =
            new Waiting("the count to be three", "count faster", Duration.ofNanos(1));

    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger count = new AtomicInteger();
    private SaidProgress progress = SaidProgress.silent();

    @Test
    @DisplayName("what was awaited is handed back, and each new reason said once")
    void waits() {
        int seen =
                FOR_THREE.until(settings(Deadline.none()), count::incrementAndGet, this::missing);

        assertEquals(3, seen);
        assertEquals(
                List.of(
                        "waiting for the count to be three: it is 1",
                        "waiting for the count to be three: it is 2"),
                progress.said());
    }

    @Test
    @DisplayName("a wait in vain ends in WAIT with its name, its limit and the last reason")
    void givesUp() {
        FederationException failure =
                assertThrows(
                        FederationException.class,
                        () ->
                                FOR_THREE.until(
                                        settings(Deadline.in(Duration.ZERO)),
                                        count::incrementAndGet,
                                        this::missing));

        assertEquals(ErrorClass.WAIT, failure.errorClass());
        assertEquals("waited 10m for the count to be three: it is 1", failure.getMessage());
        assertEquals("count faster", failure.remedy());
    }

    @Test
    @DisplayName("what is there at the last look is good, though the time is over")
    void looksBeforeItGivesUp() {
        count.set(2);

        assertEquals(
                3,
                FOR_THREE.until(
                        settings(Deadline.in(Duration.ZERO)),
                        count::incrementAndGet,
                        this::missing));
    }

    @Test
    @DisplayName("a cancelled run waits no longer")
    void obeysCancellation() {
        progress = SaidProgress.onWait(cancellation::cancel);

        FederationException failure =
                assertThrows(
                        FederationException.class,
                        () ->
                                new Waiting("ever", "", Duration.ofHours(1))
                                        .until(settings(Deadline.none()), () -> 1, this::missing));

        assertEquals(ErrorClass.INTERRUPTED, failure.errorClass());
    }

    private Optional<String> missing(int seen) {
        return seen >= 3 ? Optional.empty() : Optional.of("it is " + seen);
    }

    private RunSettings settings(Deadline deadline) {
        return new RunSettings(
                progress,
                cancellation,
                Timekeeper.real(cancellation),
                Duration.ofMinutes(10),
                deadline,
                RunSettings.Mode.WRITE);
    }
}
