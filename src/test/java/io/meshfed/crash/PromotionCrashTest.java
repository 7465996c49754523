package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.report.ErrorClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever promotes a release may be cut off at any moment, and it goes on, or all is as it was. */
class PromotionCrashTest {

    /**
     * Of all cuts at writes of some stories one of so many is made; the others have the tag {@code
     * long}.
     */
    private static final int ONE_OF = 30;

    /** For the pairs of cuts of one story, which take up to a quarter of an hour. */
    private static final Duration DOUBLES =
            Duration.parse(System.getProperty("meshfed.doubles", "PT100S"));

    /** Of the order in which pairs are run. */
    private static final long SEED = Long.getLong("meshfed.seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource({"PROMOTE, OK", "PROMOTE_SERVING, OK", "PROMOTE_BAD, GATE_FAIL", "ROLL_BACK, OK"})
    @DisplayName("S1, S2, S5 to S9, S11, S13: a promotion that nobody disturbs keeps them all")
    void undisturbed(Story story, ErrorClass verdict) {
        World world = story.world();
        Ran ran = world.run(story.cut());

        assertEquals(Optional.of(verdict), ran.verdict(), ran::toString);
        assertEquals(List.of(), world.oracle().wrong());
        assertTrue(world.oracle().writes() > 20);
    }

    @Test
    @DisplayName(
            "H3: what a gate said no to is refused by the next run, and nothing is written then")
    void refusedAgain() {
        World world = Story.PROMOTE_BAD.world();
        world.run(Command.PROMOTE_BAD);
        Ran again = world.run(Command.PROMOTE);

        assertEquals(Optional.of(ErrorClass.CONFLICT), again.verdict(), again::toString);
        assertEquals(List.of(), again.writes());
    }

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({"PROMOTE_SERVING, 2", "PROMOTE_UNDONE, 3", "PROMOTE_SERVING_UNDONE, 2"})
    @DisplayName(
            "B1, B2, B7, B10: cut off at some of its writes, a promotion is finished, or taken back")
    void sampled(Story story, int pinned) {
        List<Schedule> all = singles(story, PromotionCrashTest::writes);
        List<Schedule> schedules = every(all, ONE_OF);
        Schedules.run(story + ", cut once at some writes", schedules.stream());
        Schedules.requireAtLeast(pinned, schedules);
    }

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({"PROMOTE, 438", "PROMOTE_BAD, 343", "ROLL_BACK, 82"})
    @DisplayName(
            "B1, B2, B7, B10: cut off before, at or after any request but those that wait on, a promotion is finished, or taken back byte for byte")
    void anywhere(Story story, int pinned) {
        cutOnce(story, pinned);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"PROMOTE_SERVING, 330", "PROMOTE_UNDONE, 438", "PROMOTE_SERVING_UNDONE, 347"})
    @DisplayName(
            "B1, B2, B7, B10: so is one that serves from staging, and one that somebody thinks better of")
    void anywhereElse(Story story, int pinned) {
        cutOnce(story, pinned);
    }

    private static void cutOnce(Story story, int pinned) {
        List<Schedule> schedules = singles(story, new Fresh());
        Schedules.run(story + ", cut once", schedules.stream());
        Schedules.requireAtLeast(pinned, schedules);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"ROLL_BACK, 1300", "PROMOTE_UNDONE, 3600", "PROMOTE, 6800"})
    @DisplayName(
            "B1, B2: cut off twice at writes, a promotion of three steps is finished, or taken back byte for byte: as many as fit into the time")
    void twice(Story story, int pinned) {
        List<Schedule> all = doubles(story);
        Collections.shuffle(all, new Random(SEED));
        String what = "%s, cut twice at writes, -Dmeshfed.seed=%d".formatted(story, SEED);
        int done = Schedules.runFor(DOUBLES, what, all);
        Schedules.requireAtLeast(pinned, all);
        assertTrue(done > 0);
    }

    /** The writers' own lock comes and goes with each work. */
    private static boolean writes(Sent request) {
        return request.writes() && !request.path().contains("/leases/meshfed-aro-rosa");
    }

    private static List<Schedule> singles(Story story, Predicate<Sent> where) {
        return Schedules.continued(Schedule.of(story), Schedules.undisturbed(story), where);
    }

    /** After every first cut all second ones. */
    private static List<Schedule> doubles(Story story) {
        return new ArrayList<>(Schedules.doubles(story, PromotionCrashTest::writes));
    }

    private static List<Schedule> every(List<Schedule> all, int nth) {
        List<Schedule> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += nth) {
            some.add(all.get(i));
        }
        return some;
    }
}
