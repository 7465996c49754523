package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Clusters;
import io.meshfed.engine.StepContext;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a promotion lock that is made to last beside the work of its holder")
class KeepLockTest extends PromotionBed {

    private static final Duration TTL = Duration.ofMinutes(3);
    private static final PromotionLock.Taking OURS =
            new PromotionLock.Taking("build-1", TTL, Duration.ZERO, 0);

    private StepReport keep(Process beside) {
        return new KeepLockStep("build-1", TTL).run(context(beside));
    }

    private StepContext context(Process beside) {
        return new StepContext(
                federation,
                federation.without(mesh -> !mesh.equals(production), peering -> true),
                new Clusters(beside.sessions),
                beside.settings());
    }

    @Test
    @DisplayName("it outlives its time to live for as long as the work takes, and then is free")
    void outlives() {
        Process work = process();
        work.lock.keep(OURS);
        Process other = process();
        Process beside = process();
        beside.time.inEachPause(
                time -> {
                    other.time.pass(time);
                    work.time.pass(time);
                    if (work.time.elapsed().compareTo(Duration.ofMinutes(7)) > 0) {
                        work.lock.release("build-1");
                    } else if (work.time.elapsed().toSeconds() % 30 == 0) {
                        refusal(ErrorClass.CONFLICT, () -> other.take("build-2"));
                    }
                });

        keep(beside);

        assertTrue(work.lock.peek().orElseThrow().free());
        assertEquals(2, other.take("build-2").term());
    }

    @Test
    @DisplayName("what the holder does not have is not taken, whoever has it")
    void takesNothing() {
        keep(process());
        assertEquals(Optional.empty(), process().lock.peek());

        process().take("build-2");
        keep(process());

        assertEquals("build-2", process().lock.peek().orElseThrow().holder());
    }

    @Test
    @DisplayName("who has it right after it was given back is no reason to fail")
    void nextOne() {
        Process work = process();
        work.lock.keep(OURS);
        Process beside = process();
        beside.time.inEachPause(
                time -> {
                    work.lock.release("build-1");
                    work.take("build-2");
                });

        keep(beside);

        assertEquals("build-2", work.lock.peek().orElseThrow().holder());
    }

    @Test
    @DisplayName(
            "lost to somebody else, because nobody could give a sign of life, it is a CONFLICT")
    void lost() {
        Process work = process();
        work.lock.keep(OURS);
        Process beside = process();
        beside.time.inEachPause(
                time -> {
                    beside.time.pass(Duration.ofMinutes(4));
                    work.time.pass(Duration.ofMinutes(4));
                    work.take("build-2");
                });

        assertSays(
                refusal(ErrorClass.CONFLICT, () -> keep(beside)),
                "lost the promotion lock: 'build-2' holds");
    }

    @Test
    @DisplayName(
            "it is asked for a sign of life at a third of its time to live, and not at each look")
    void quiet() {
        Process work = process();
        work.lock.keep(OURS);
        List<Instant> signs = new ArrayList<>();
        Process beside = process();
        beside.time.inEachPause(
                time -> {
                    work.time.pass(time);
                    signs.add(work.lock.peek().orElseThrow().renewed());
                    if (work.time.elapsed().compareTo(Duration.ofMinutes(5)) > 0) {
                        work.lock.release("build-1");
                    }
                });

        keep(beside);

        long renewals = signs.stream().distinct().count();
        assertTrue(renewals >= 5 && renewals <= 7, () -> renewals + " in five minutes");
    }
}
