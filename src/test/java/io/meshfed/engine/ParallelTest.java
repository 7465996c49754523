package io.meshfed.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ParallelTest {

    private static final FederationException WRONG =
            new FederationException(ErrorClass.PRECOND, "it is wrong", "");

    @Test
    @DisplayName("outcomes come in the order of the items, however many there are")
    void keepsTheOrder() {
        List<Integer> items = IntStream.range(0, 100).boxed().toList();

        List<Outcome<Integer, Integer>> outcomes =
                Parallel.map(Parallel.THREADS, items, item -> item * 2);

        assertEquals(
                items.stream().map(item -> Optional.of(item * 2)).toList(),
                outcomes.stream().map(Outcome::value).toList());
    }

    @Test
    @DisplayName("the work on all items is under way at the same time")
    void worksAtOnce() {
        CountDownLatch all = new CountDownLatch(3);

        List<Outcome<Integer, Boolean>> outcomes =
                Parallel.map(Parallel.THREADS, List.of(1, 2, 3), item -> arrived(all));

        assertTrue(outcomes.stream().allMatch(outcome -> outcome.value().orElseThrow()));
    }

    @Test
    @DisplayName("one that takes long keeps no other from being begun")
    void waitsForNone() {
        CountDownLatch others = new CountDownLatch(99);
        List<Integer> items = IntStream.range(0, 100).boxed().toList();

        List<Outcome<Integer, Boolean>> outcomes =
                Parallel.map(
                        Parallel.THREADS,
                        items,
                        item -> item == 0 ? awaited(others) : counted(others));

        assertTrue(outcomes.stream().allMatch(outcome -> outcome.value().orElseThrow()));
    }

    @Test
    @DisplayName("no more than 32 are under way at the same time, and nobody is left out")
    void isBounded() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch crowd = new CountDownLatch(32);
        List<Integer> items = IntStream.range(0, 200).boxed().toList();

        List<Outcome<Integer, Boolean>> outcomes =
                Parallel.map(
                        Parallel.THREADS,
                        items,
                        item -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            boolean all = arrived(crowd);
                            now.decrementAndGet();
                            return all;
                        });

        assertTrue(outcomes.stream().allMatch(outcome -> outcome.value().orElseThrow()));
        assertEquals(200, outcomes.size());
        assertEquals(32, most.get());
    }

    private static boolean arrived(CountDownLatch all) {
        all.countDown();
        return awaited(all);
    }

    private static boolean counted(CountDownLatch all) {
        all.countDown();
        return true;
    }

    private static boolean awaited(CountDownLatch all) {
        try {
            return all.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    @DisplayName("what fails for one item is its outcome, and the others go on")
    void goesOn() {
        List<Outcome<Integer, Integer>> outcomes =
                Parallel.map(Parallel.THREADS, List.of(1, 2, 3), this::notTwo);

        assertEquals(Optional.of(1), outcomes.get(0).value());
        assertSame(WRONG, outcomes.get(1).failure().orElseThrow());
        assertEquals(Optional.of(3), outcomes.get(2).value());
    }

    private int notTwo(int item) {
        if (item == 2) {
            throw WRONG;
        }
        return item;
    }

    @Test
    @DisplayName("an exception nobody expected comes out as it is")
    void letsBugsOut() {
        assertThrows(
                ArithmeticException.class,
                () -> Parallel.map(Parallel.THREADS, List.of(1, 0), item -> 1 / item));
        assertThrows(
                ArithmeticException.class,
                () -> Parallel.map(Parallel.THREADS, List.of(0), item -> 1 / item));
    }
}
