package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("the wish that a run end early")
@Timeout(20)
class CancellationTest {

    private final Cancellation cancellation = new Cancellation();

    @Test
    @DisplayName("what is being carried through is finished first, and nothing else is begun")
    void carriesThrough() {
        AtomicInteger told = new AtomicInteger();
        try (Cancellation.Registration registration =
                cancellation.onCancel(told::incrementAndGet)) {
            boolean before =
                    cancellation.carryThrough(
                            () -> {
                                cancellation.cancel();
                                return cancellation.isCancelled();
                            });

            assertFalse(before);
            assertTrue(cancellation.isCancelled());
            assertEquals(1, told.get(), registration::toString);
        }
        FederationException late =
                assertThrows(
                        FederationException.class,
                        () -> cancellation.carryThrough(told::incrementAndGet));
        assertEquals(ErrorClass.INTERRUPTED, late.errorClass());
        assertEquals(1, told.get());
    }

    @Test
    @DisplayName("what hangs while it is carried through holds the wish up for seconds only")
    void hangs() {
        boolean ended =
                cancellation.carryThrough(
                        () -> {
                            cancellation.cancel();
                            return !cancellation.await(Duration.ofSeconds(10));
                        });

        assertTrue(ended);
    }
}
