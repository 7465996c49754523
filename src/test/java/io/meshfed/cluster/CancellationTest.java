package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("the wish that a run end early")
@Timeout(60)
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

    @Test
    @DisplayName(
            "what puts things back is not disturbed, whenever the wish came, and it stands after")
    void putsBack() {
        cancellation.cancel();
        boolean during =
                cancellation.putBack(
                        Duration.ofSeconds(10),
                        () -> {
                            cancellation.throwIfCancelled();
                            boolean through = cancellation.carryThrough(() -> true);
                            return through && cancellation.await(Duration.ofMillis(1));
                        });

        assertTrue(during);
        assertTrue(cancellation.isCancelled());
        Cancellation other = new Cancellation();
        boolean wished =
                other.putBack(
                        Duration.ofSeconds(10),
                        () -> {
                            other.cancel();
                            return other.isCancelled();
                        });
        assertFalse(wished);
        assertTrue(other.isCancelled());
    }

    @Test
    @DisplayName("what hangs while it puts things back is ended all the same")
    void putsBackForAWhile() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        cancellation.cancel();
        boolean ended =
                cancellation.putBack(
                        Duration.ofMillis(20),
                        () -> {
                            cancellation.onCancel(told::countDown);
                            return !cancellation.await(Duration.ofSeconds(10));
                        });

        assertTrue(ended);
        assertTrue(told.await(10, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("without a wish nothing is cancelled by putting things back")
    void nobodyWishes() {
        assertTrue(cancellation.putBack(Duration.ofMillis(1), () -> true));
        assertTrue(cancellation.await(Duration.ofMillis(5)));
        assertFalse(cancellation.isCancelled());
    }
}
