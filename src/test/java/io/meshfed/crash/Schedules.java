package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.crash.Schedule.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

    private static final Pattern DIGEST = Pattern.compile("-[0-9a-f]{10}(?=[?]|$)");
    private static final Pattern PEM = Pattern.compile("-----BEGIN[^\"]*");

    private Schedules() {}

    /** Runs what works on parallel streams. */
    static <T> T atOnce(Callable<T> work) {
        return THREADS.submit(work).join();
    }

    /** The requests of the story's command when nothing goes wrong. */
    static List<Sent> undisturbed(Story story) {
        return story.world().run(story.cut()).requests();
    }

    /** The first run of such a schedule, which nobody cuts. */
    private static Ran through(Schedule none) {
        return none.world().run(none.story().cut());
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
    static List<Alike> singles(Story story) {
        Schedule none = Schedule.of(story);
        Ran through = through(none);
        Stream<Cut> cuts =
                IntStream.rangeClosed(1, through.requests().size())
                        .boxed()
                        .flatMap(
                                request ->
                                        Arrays.stream(Cut.Moment.values())
                                                .map(moment -> new Cut(moment, request)));
        return Alike.only(none).then(through, cuts);
    }

    /** One cut at such requests, wherever it leaves something else behind. */
    static List<Alike> singles(Schedule none, Predicate<Sent> at) {
        return continued(Alike.only(none), through(none), at);
    }

    /** All pairs of cuts at such requests, wherever they leave something else behind. */
    static List<Alike> doubles(Story story, Predicate<Sent> at) {
        List<Alike> singles = singles(Schedule.of(story), at);
        return atOnce(
                () ->
                        singles.parallelStream()
                                .flatMap(first -> thenAgain(first, at).stream())
                                .toList());
    }

    private static List<Alike> thenAgain(Alike first, Predicate<Sent> at) {
        return continued(first, first.first().run().mended(), at);
    }

    private static List<Alike> continued(Alike before, Ran next, Predicate<Sent> at) {
        List<Sent> requests = next.requests();
        return before.then(
                next,
                numbers(requests, at).stream()
                        .flatMap(
                                request ->
                                        Cut.moments(requests.get(request - 1)).stream()
                                                .map(moment -> new Cut(moment, request))));
    }

    /** One of those that are alike. */
    static void run(String what, List<Alike> all) {
        String unlike =
                "%s: %d schedules, %d of them unlike".formatted(what, Alike.count(all), all.size());
        run(unlike, all.stream().map(Alike::first));
    }

    /** Every one, to see that those that are thought alike are. */
    static void runEach(String what, List<Alike> all) {
        Iterator<Outcome> outcomes =
                run(what, all.stream().flatMap(alike -> alike.schedules().stream())).iterator();
        for (Alike alike : all) {
            Ran first = outcomes.next().mended();
            for (Schedule other : alike.schedules().subList(1, alike.schedules().size())) {
                Ran ran = outcomes.next().mended();
                String which = "%s and %s".formatted(alike.first(), other);
                assertEquals(comparable(first), comparable(ran), which);
                assertEquals(first.sentAt(), ran.sentAt(), which);
            }
        }
    }

    /** Snapshots are called by digests, and certificates made anew in each world. */
    private static List<String> comparable(Ran ran) {
        return ran.requests().stream()
                .map(
                        sent ->
                                "%s %s %s %d"
                                        .formatted(
                                                sent.cluster(),
                                                sent.method(),
                                                DIGEST.matcher(sent.path()).replaceAll("-digest"),
                                                PEM.matcher(sent.body()).replaceAll("").length()))
                .toList();
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
    static void requireAtLeast(int pinned, List<Schedule> schedules) {
        requireAtLeast(pinned, schedules.size(), "schedules");
    }

    /**
     * @param unlike how many of them were run when this was last looked at
     */
    static void requireAtLeast(int pinned, int unlike, List<Alike> all) {
        requireAtLeast(pinned, Alike.count(all), "schedules");
        requireAtLeast(unlike, all.size(), "unlike schedules");
    }

    private static void requireAtLeast(int pinned, int count, String what) {
        assertTrue(
                count >= pinned, () -> "only %d %s; there were %d".formatted(count, what, pinned));
    }
}
