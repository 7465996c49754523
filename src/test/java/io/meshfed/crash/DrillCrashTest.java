package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever takes a service away may be cut off at any moment, and everything comes back. */
class DrillCrashTest {

    @Test
    @DisplayName("a drill in virtual time sees the peer take over, and its own mesh come back")
    void undisturbed() {
        World world = Story.DRILL_RESTORED.world();
        Ran ran = world.run(Command.DRILL);

        assertTrue(ran.ok(), ran::toString);
        List<String> answering =
                Trees.objects(
                                Trees.object(
                                        ran.reports()
                                                .get(ran.reports().size() - 1)
                                                .data()
                                                .get("drill")),
                                "seconds")
                        .stream()
                        .flatMap(second -> Trees.object(second.get("answers")).keySet().stream())
                        .distinct()
                        .toList();
        assertEquals(List.of(Visitors.MESH, Visitors.PEER), answering);
        assertEquals(List.of(), world.oracle().wrong());
    }

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({"DRILL_RESTORED, 137, 31", "DRILL_AGAIN, 137, 31"})
    @DisplayName(
            "B1, B2, J1: cut off before, at or after any request but those that wait on, a drill is put back by --restore, or by the next")
    void anywhere(Story story, int pinned, int unlike) {
        cut(story, pinned, unlike, Schedules.singles(Schedule.of(story), new Fresh()));
    }

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({"SCALE, 51, 9", "SCALE_TO_NONE, 36, 7"})
    @DisplayName(
            "B1, B2: cut off before, at or after any request, scale-workload is finished by one more run")
    void scaling(Story story, int pinned, int unlike) {
        cut(story, pinned, unlike, Schedules.singles(story));
    }

    private static void cut(Story story, int pinned, int unlike, List<Alike> all) {
        Schedules.run(story + ", cut once", all);
        Schedules.requireAtLeast(pinned, unlike, all);
    }
}
