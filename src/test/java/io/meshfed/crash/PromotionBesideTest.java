package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.report.ErrorClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * While a promotion stands still at one of its reads, however long, another command runs from its
 * beginning to its end: it waits, is refused, or goes first, and the two are never mixed.
 */
class PromotionBesideTest {

    /** It stops at one of so many reads; the others have the tag {@code long}. */
    private static final int ONE_OF = 90;

    /** What came of both. */
    private record Met(int request, Ran first, Ran other, List<String> wrong) {

        @Override
        public String toString() {
            return "at %d: %s\n  other: %s\n  %s"
                    .formatted(request, first, other, String.join("\n  ", wrong));
        }
    }

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({
        "PROMOTE",
        "ROLL_BACK",
        "FEDERATE",
        "UNFEDERATE",
        "ROUTE_PRODUCTION",
        "DRILL_PRODUCTION"
    })
    @DisplayName(
            "B7, B8, H10: another command that meets a promotion at some of its reads is not mixed with it")
    void sampled(Command other) {
        meet(other, ONE_OF, 0);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "PROMOTE",
        "ROLL_BACK",
        "FEDERATE",
        "UNFEDERATE",
        "ROUTE_PRODUCTION",
        "DRILL_PRODUCTION"
    })
    @DisplayName(
            "B7, B8, H10: another command that meets a promotion at any read is not mixed with it")
    void anywhere(Command other) {
        meet(other, 1, 0);
    }

    private static void meet(Command other, int oneOf, int from) {
        List<Integer> reads = reads();
        Stream<Met> meetings =
                IntStream.range(0, reads.size())
                        .filter(i -> i % oneOf == Math.floorMod(from, oneOf))
                        .parallel()
                        .mapToObj(i -> met(reads.get(i), other));
        List<Met> all = Schedules.atOnce(meetings::toList);
        List<Met> wrong = all.stream().filter(met -> !met.wrong().isEmpty()).toList();
        System.out.printf("%s beside PROMOTE, at %d reads: %s%n", other, all.size(), ends(all));
        assertTrue(!all.isEmpty());
        assertEquals(List.of(), wrong.stream().limit(5).toList(), wrong.size() + " went wrong");
    }

    /** How often each pair of ends came. */
    private static Map<String, Integer> ends(List<Met> all) {
        Map<String, Integer> ends = new TreeMap<>();
        all.forEach(met -> ends.merge(end(met.first()) + "/" + end(met.other()), 1, Integer::sum));
        return ends;
    }

    private static String end(Ran ran) {
        return ran.verdict().map(ErrorClass::label).orElse("ended");
    }

    /** But those that wait on. */
    private static List<Integer> reads() {
        List<Sent> requests = Schedules.undisturbed(Story.PROMOTE);
        Fresh fresh = new Fresh();
        List<Integer> reads = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (fresh.test(requests.get(i)) && !requests.get(i).writes()) {
                reads.add(i + 1);
            }
        }
        return reads;
    }

    private static Met met(int request, Command other) {
        World world = Story.PROMOTE.world();
        List<Ran> others = new ArrayList<>();
        Ran first =
                world.run(
                        Command.PROMOTE,
                        (number, sent, line) -> {
                            if (number == request && others.isEmpty()) {
                                others.add(world.beside(other));
                            }
                            return line.serve(sent);
                        });
        List<String> wrong = new ArrayList<>(world.oracle().wrong());
        for (Ran ran : List.of(first, others.get(0))) {
            if (!fine(ran)) {
                wrong.add("it ended otherwise: " + ran);
            }
        }
        Ran back = world.run(Command.ROLL_BACK);
        if (!back.ok() || !world.oracle().wrong().isEmpty()) {
            wrong.add("it cannot be taken back then: " + back + world.oracle().wrong());
        }
        return new Met(request, first, others.get(0), wrong);
    }

    /** It did what it should, or says why not. */
    private static boolean fine(Ran ran) {
        return ran.verdict()
                .filter(
                        verdict ->
                                verdict == ErrorClass.OK
                                        || verdict == ErrorClass.CONFLICT
                                        || verdict == ErrorClass.PRECOND
                                        || verdict == ErrorClass.GATE_UNKNOWN)
                .isPresent();
    }
}
