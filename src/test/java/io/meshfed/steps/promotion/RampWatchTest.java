package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.VirtualTime;
import io.meshfed.cluster.WiredSessions;
import io.meshfed.engine.RunSettings;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a step of a ramp")
class RampWatchTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final FederationException APART =
            new FederationException(ErrorClass.PRECOND, "the peers are apart", "");

    private final Cancellation cancellation = new Cancellation();
    private final VirtualTime time = new VirtualTime(cancellation);
    private final Deque<Optional<FederationException>> looks = new ArrayDeque<>();
    private Runnable alive = () -> {};

    private RampWatch watch(Deadline deadline) {
        return new RampWatch(
                new RunSettings(
                        Progress.NONE,
                        cancellation,
                        time,
                        MINUTE,
                        deadline,
                        RunSettings.Mode.WRITE),
                () -> looks.isEmpty() ? Optional.empty() : looks.poll(),
                () -> alive.run());
    }

    private Optional<FederationException> last() {
        return watch(Deadline.none()).last(MINUTE, "step 1 of 2");
    }

    @Test
    @DisplayName("lasts as long as it says, with the peers looked at meanwhile and at its end")
    void lasts() {
        looks.addAll(List.of(Optional.empty(), Optional.of(APART), Optional.empty()));

        assertEquals(Optional.empty(), last());

        assertEquals(MINUTE, time.elapsed());
        assertEquals(0, looks.size());
    }

    @Test
    @DisplayName("is over as soon as the peers stay apart")
    void apart() {
        looks.addAll(List.of(Optional.of(APART), Optional.of(APART)));

        assertEquals(Optional.of(APART), last());

        assertEquals(Duration.ofSeconds(30), time.elapsed());
    }

    @Test
    @DisplayName("is not judged when the peers are apart at its end, and are so five seconds later")
    void apartAtLast() {
        looks.addAll(Collections.nCopies(4, Optional.empty()));
        looks.addAll(List.of(Optional.of(APART), Optional.of(APART)));

        assertEquals(Optional.of(APART), last());
        assertEquals(MINUTE.plusSeconds(5), time.elapsed());
    }

    @Test
    @DisplayName(
            "is judged when a connection that just ended at its end is back five seconds later")
    void droppedAtLast() {
        looks.addAll(Collections.nCopies(4, Optional.empty()));
        looks.addAll(List.of(Optional.of(APART), Optional.empty()));

        assertEquals(Optional.empty(), last());
        assertEquals(0, looks.size());
    }

    @Test
    @DisplayName("is over when the promotion is in other hands, and when the run is to end")
    void over() {
        alive =
                () -> {
                    throw APART;
                };
        assertEquals(APART, assertThrows(FederationException.class, this::last));

        alive = cancellation::cancel;
        FederationException ended = assertThrows(FederationException.class, this::last);
        assertEquals(ErrorClass.INTERRUPTED, ended.errorClass());
    }

    @Test
    @DisplayName("that does not fit into the run's time is told to need a longer one")
    void noTime() {
        FederationException ended =
                assertThrows(
                        FederationException.class,
                        () -> watch(Deadline.in(Duration.ZERO)).last(MINUTE, "step 1 of 2"));

        assertEquals(ErrorClass.WAIT, ended.errorClass());
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    @DisplayName("whose second look at its end comes after the run's time blames no peer")
    void noTimeForASecondLook() {
        looks.addAll(Collections.nCopies(4, Optional.empty()));
        looks.add(Optional.of(APART));
        Deadline soon = WiredSessions.deadline(MINUTE.plusSeconds(2), time);

        FederationException ended =
                assertThrows(
                        FederationException.class, () -> watch(soon).last(MINUTE, "step 1 of 2"));

        assertEquals(ErrorClass.WAIT, ended.errorClass());
    }
}
