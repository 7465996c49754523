package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.report.ErrorClass;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever promotes a release may be cut off at any moment, and it goes on, or all is as it was. */
class PromotionCrashTest {

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
    @CsvSource({
        "PROMOTE, 440, 86",
        "PROMOTE_BAD, 345, 74",
        "PROMOTE_SERVING, 349, 73",
        "PROMOTE_UNDONE, 440, 86",
        "PROMOTE_SERVING_UNDONE, 349, 73",
        "ROLL_BACK, 84, 30"
    })
    @DisplayName(
            "B1, B2, B7, B10: cut off before, at or after any request but those that wait on, a promotion is finished, or taken back byte for byte")
    void anywhere(Story story, int pinned, int unlike) {
        List<Alike> all = Schedules.singles(Schedule.of(story), new Fresh());
        Schedules.run(story + ", cut once", all);
        Schedules.requireAtLeast(pinned, unlike, all);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"ROLL_BACK, 1300, 521", "PROMOTE_UNDONE, 3600, 1654", "PROMOTE, 6800, 3229"})
    @DisplayName(
            "B1, B2: cut off twice at writes, a promotion of three steps is finished, or taken back byte for byte")
    void twice(Story story, int pinned, int unlike) {
        List<Alike> all = Schedules.doubles(story, PromotionCrashTest::writes);
        Schedules.run(story + ", cut twice at writes", all);
        Schedules.requireAtLeast(pinned, unlike, all);
    }

    /** The writers' own lock comes and goes with each work. */
    private static boolean writes(Sent request) {
        return request.writes() && !request.path().contains("/leases/meshfed-aro-rosa");
    }
}
