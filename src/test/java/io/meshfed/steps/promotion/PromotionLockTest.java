package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PromotionLockTest extends PromotionBed {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private static PromotionLock.Taking taking(String holder, Duration ttl) {
        return new PromotionLock.Taking(holder, ttl, Duration.ZERO, 0);
    }

    @Test
    @DisplayName("who comes while somebody has it is told who, since when, until when, what to do")
    void held() {
        process().take("run-1");

        FederationException refused = refusal(ErrorClass.CONFLICT, () -> process().take("run-2"));

        assertSays(
                refused,
                "cluster 'rosa': ",
                "'run-1' holds Lease rosa-prod-mesh/meshfed-promotion-rosa-prod-mesh since 2026-01-01T00:00:00Z",
                "until 2026-01-01T00:01:05Z unless it is renewed",
                "meshfed promotion-status --mesh rosa-prod-mesh",
                "meshfed release-lock --mesh rosa-prod-mesh --holder run-1");
        assertEquals("run-1", process().lock.peek().orElseThrow().holder());
    }

    @Test
    @DisplayName("given back it is free at once, and its term stays and grows")
    void termGrows() {
        Process first = process();
        assertEquals(1, first.take("run-1").term());
        assertEquals(Optional.empty(), first.lock.giveBack());

        PromotionLease free = process().lock.peek().orElseThrow();
        assertTrue(free.free());
        assertEquals(1, free.term());
        assertEquals(2, process().take("run-2").term());
    }

    @Test
    @DisplayName(
            "the same holder comes in at once under a new term, and the process before is told")
    void joins() {
        Process before = process();
        before.take("pipeline-1");

        assertEquals(2, process().take("pipeline-1").term());

        FederationException lost = refusal(ErrorClass.CONFLICT, before.lock::renew);
        assertSays(lost, "lost the promotion lock: 'pipeline-1' holds", "promotion-status");
        refusal(ErrorClass.CONFLICT, before.lock::require);
        before.lock.giveBack();
        assertEquals("pipeline-1", before.lock.peek().orElseThrow().holder());
    }

    @Test
    @DisplayName("a lock whose process died is somebody else's when it expired, and not before")
    void expires() {
        process().take("run-1");
        Process early = process();
        early.time.pass(Duration.ofSeconds(65));
        refusal(ErrorClass.CONFLICT, () -> early.take("run-2"));

        Process late = process();
        late.time.pass(Duration.ofSeconds(66));

        assertEquals(2, late.take("run-2").term());
    }

    @Test
    @DisplayName("who waits gets it as soon as it expires")
    void waits() {
        process().take("run-1");
        Process second = process();

        second.lock.take("run-2", PromotionLock.SHORT, Duration.ofMinutes(2));

        Duration waited = second.time.elapsed();
        assertTrue(waited.compareTo(Duration.ofSeconds(68)) <= 0, waited::toString);
        assertTrue(second.said.said().toString().contains("'run-1' holds Lease "));
    }

    @Test
    @DisplayName("it lives as long as it is renewed, and patience has an end")
    void renewed() {
        Process first = process();
        first.take("run-1");
        Process second = process();
        second.time.inEachPause(
                time -> {
                    first.time.pass(time);
                    first.lock.tick();
                });

        FederationException refused =
                refusal(
                        ErrorClass.CONFLICT,
                        () ->
                                second.lock.take(
                                        "run-2", PromotionLock.SHORT, Duration.ofMinutes(5)));

        assertSays(refused, "after 5m");
        first.lock.renew();
        assertEquals(1, first.lock.peek().orElseThrow().term());
    }

    @Test
    @DisplayName("C10: all go by the server's clock, however wrong their own are")
    void skewed() {
        process(Duration.ofHours(3)).take("run-1");
        Process early = process(Duration.ofHours(-2));
        refusal(ErrorClass.CONFLICT, () -> early.take("run-2"));

        early.time.pass(Duration.ofSeconds(66));

        assertEquals(2, early.take("run-2").term());
    }

    @Test
    @DisplayName("a process that slept past two thirds of it looks before it goes on")
    void slept() {
        Process first = process();
        first.take("run-1");
        assertTrue(first.lock.trusted());
        first.time.pass(Duration.ofSeconds(66));
        assertFalse(first.lock.trusted());
        Process second = process();
        second.time.pass(Duration.ofSeconds(66));
        second.take("run-2");

        assertSays(refusal(ErrorClass.CONFLICT, first.lock::watch), "'run-2' holds");
        first.lock.tick();
        assertEquals("run-2", second.lock.peek().orElseThrow().holder());
    }

    @Test
    @DisplayName(
            "before a write it looks, however young its last sign of life: it may be taken or given back")
    void looksBeforeWrites() {
        Process first = process();
        first.take("pipeline-1");
        process().take("pipeline-1");
        assertTrue(first.lock.trusted());
        refusal(ErrorClass.CONFLICT, first.lock::require);
        Process second = process();
        second.take("pipeline-1");
        process().lock.release("pipeline-1");

        assertTrue(second.lock.trusted());
        refusal(ErrorClass.CONFLICT, second.lock::require);
    }

    @Test
    @DisplayName("of eight that come at once one gets it")
    void oneOfMany() {
        List<Process> all = IntStream.range(0, 8).mapToObj(i -> process()).toList();

        List<String> winners =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(i -> taken(all.get(i), "run-" + i))
                        .flatMap(Optional::stream)
                        .toList();

        assertEquals(List.of(process().lock.peek().orElseThrow().holder()), winners);
    }

    private static Optional<String> taken(Process process, String holder) {
        try {
            process.take(holder);
            return Optional.of(holder);
        } catch (FederationException refused) {
            return Optional.empty();
        }
    }

    @Test
    @DisplayName("kept for a holder it outlives their processes, and lasts as long as they asked")
    void kept() {
        process().lock.keep(taking("pipeline-1", HALF_AN_HOUR));
        Process step = process();
        step.take("pipeline-1");
        assertEquals(HALF_AN_HOUR, step.lock.peek().orElseThrow().ttl());
        step.time.pass(Duration.ofSeconds(41));
        assertFalse(step.lock.trusted(), "another of theirs may have come in");
        step.lock.renew();

        assertEquals(Optional.empty(), step.lock.giveBack());

        refusal(ErrorClass.CONFLICT, () -> process().take("run-2"));
        assertEquals(HALF_AN_HOUR, process().lock.release("pipeline-1").orElseThrow().ttl());
        assertTrue(process().lock.peek().orElseThrow().free());
    }

    @Test
    @DisplayName("keeping what a process of the same holder has does not take it from that process")
    void keptMeanwhile() {
        Process step = process();
        String nonce = step.take("pipeline-1").nonce();

        PromotionLease kept = process().lock.keep(taking("pipeline-1", HALF_AN_HOUR));

        assertEquals(nonce, kept.nonce());
        step.lock.renew();
        step.lock.giveBack();
        assertEquals("pipeline-1", process().lock.peek().orElseThrow().holder());
    }

    @Test
    @DisplayName("what one does not hold is not released")
    void foreignHolder() {
        assertEquals(Optional.empty(), process().lock.release("run-1"));
        process().take("run-1");

        assertEquals(Optional.empty(), process().lock.release("run-2"));

        assertEquals("run-1", process().lock.peek().orElseThrow().holder());
    }

    @Test
    @DisplayName("a Lease deleted by hand begins no lower than the term that was seen")
    void deletedByHand() {
        Process first = process();
        first.take("run-1");
        raw().delete(lease);
        assertSays(refusal(ErrorClass.CONFLICT, first.lock::renew), "is gone");

        PromotionLock.Held held =
                process()
                        .lock
                        .take(
                                new PromotionLock.Taking(
                                        "run-1", PromotionLock.SHORT, Duration.ZERO, 41));

        assertEquals(42, held.term());
    }

    @Test
    @DisplayName("a Lease of that name that is somebody else's is a CONFLICT and stays as it is")
    void foreign() {
        raw().put(lease, Map.of("spec", Map.of("holderIdentity", "them")));

        assertSays(
                refusal(ErrorClass.CONFLICT, () -> process().take("run-1")), "without our label");

        assertEquals("them", raw().get(lease).text("spec", "holderIdentity").orElseThrow());
    }

    @Test
    @DisplayName(
            "a lock that does not say when it ends never ends by itself; its holder can end it")
    void endless() {
        process().take("run-1");
        raw().merge(
                        lease,
                        Collections.singletonMap(
                                "spec", Collections.singletonMap("renewTime", null)));
        Process later = process();
        later.time.pass(Duration.ofDays(400));

        assertSays(
                refusal(ErrorClass.CONFLICT, () -> later.take("run-2")),
                "and it does not say until when");
        assertNotEquals(Optional.empty(), later.lock.release("run-1"));
        assertEquals(2, later.take("run-2").term());
    }

    @Test
    @DisplayName("a run that was told to end gives it back all the same")
    void interrupted() {
        Process first = process();
        first.take("run-1");
        first.cancellation.cancel();

        assertEquals(Optional.empty(), first.lock.giveBack());

        assertTrue(process().lock.peek().orElseThrow().free());
    }
}
