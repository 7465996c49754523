package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.crash.Schedule.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds all schedules of a kind, and runs them. */
final class Schedules {

    /** More of them say no more. */
    private static final int SHOWN = 8;

    /**
     * Not those of the common pool: the HTTP client of the JDK hands answers on there where there
     * are more than two processors, and would wait behind minutes of schedules.
     */
    private static final ForkJoinPool THREADS =
            new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    private Schedules() {}

    /** Runs what works on parallel streams. */
    static <T> T atOnce(Callable<T> work) {
        return THREADS.submit(work).join();
    }

    /** The requests of the story's command when nothing goes wrong. */
    static List<Sent> undisturbed(Story story) {
        return story.world().run(story.cut()).requests();
    }

    /** Which of these requests they are, counted from 1. */
    static List<Integer> numbers(List<Sent> requests, Predicate<Sent> at) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= requests.size(); number++) {
            if (at.test(requests.get(number - 1))) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** One cut at every moment of every request. */
    static List<Schedule> singles(Story story) {
        List<Schedule> all = new ArrayList<>();
        for (int request = 1; request <= undisturbed(story).size(); request++) {
            for (Cut.Moment moment : Cut.Moment.values()) {
                all.add(Schedule.of(story, new Cut(moment, request)));
            }
        }
        return all;
    }

    /** One more cut, in what follows, wherever it leaves something else behind. */
    static List<Schedule> continued(Schedule schedule, List<Sent> next, Predicate<Sent> at) {
        List<Schedule> all = new ArrayList<>();
        for (int request = 1; request <= next.size(); request++) {
            Sent sent = next.get(request - 1);
            if (at.test(sent)) {
                for (Cut.Moment moment : Cut.moments(sent)) {
                    all.add(schedule.then(new Cut(moment, request)));
                }
            }
        }
        return all;
    }

    /** All pairs of cuts at such requests. */
    static List<Schedule> doubles(Story story, Predicate<Sent> at) {
        Schedule none = Schedule.of(story);
        List<Schedule> singles = continued(none, undisturbed(story), at);
        return atOnce(
                () ->
                        singles.parallelStream()
                                .flatMap(first -> thenAgain(first, at).stream())
                                .toList());
    }

    private static List<Schedule> thenAgain(Schedule first, Predicate<Sent> at) {
        return continued(first, first.run().mended().requests(), at);
    }

    static List<Outcome> run(String what, Stream<Schedule> schedules) {
        long begin = System.nanoTime();
        List<Outcome> outcomes = atOnce(() -> schedules.parallel().map(Schedule::run).toList());
        List<Outcome> wrong =
                outcomes.stream().filter(outcome -> !outcome.wrong().isEmpty()).toList();
        System.out.printf(
                "%s: %d schedules, %d writes judged, %d wrong, %d ms%n",
                what,
                outcomes.size(),
                outcomes.stream().mapToLong(Outcome::writes).sum(),
                wrong.size(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        requireNone(wrong, outcomes.size());
        return outcomes;
    }

    /**
     * As many as fit into the time.
     *
     * @return how many that were
     */
    static int runFor(Duration time, String what, List<Schedule> all) {
        Deadline over = Deadline.in(time);
        AtomicInteger done = new AtomicInteger();
        AtomicLong writes = new AtomicLong();
        Stream<Outcome> wrongOnes =
                all.parallelStream()
                        .filter(each -> !over.passed())
                        .map(Schedule::run)
                        .peek(
                                outcome -> {
                                    done.incrementAndGet();
                                    writes.addAndGet(outcome.writes());
                                })
                        .filter(outcome -> !outcome.wrong().isEmpty());
        List<Outcome> wrong = atOnce(wrongOnes::toList);
        System.out.printf(
                "%s: %d of %d schedules in %d s, %d writes judged, %d wrong%n",
                what, done.get(), all.size(), time.toSeconds(), writes.get(), wrong.size());
        requireNone(wrong, done.get());
        return done.get();
    }

    private static void requireNone(List<Outcome> wrong, int of) {
        if (!wrong.isEmpty()) {
            fail(
                    "%d of %d schedules went wrong; to see one again: -Dmeshfed.schedule='%s'\n%s"
                            .formatted(
                                    wrong.size(),
                                    of,
                                    wrong.get(0).schedule(),
                                    String.join(
                                            "\n",
                                            wrong.stream()
                                                    .limit(SHOWN)
                                                    .map(Outcome::toString)
                                                    .toList())));
        }
    }

    /** A proof that looks at less than it did is none any more. */
    static void requireAtLeast(int pinned, List<?> schedules) {
        assertTrue(
                schedules.size() >= pinned,
                () -> "only %d schedules; there were %d".formatted(schedules.size(), pinned));
    }
}
