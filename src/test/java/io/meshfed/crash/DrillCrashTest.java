package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.model.Trees;
import java.util.List;
import java.util.function.Predicate;
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
    @CsvSource({"DRILL_RESTORED, 26", "SCALE, 2"})
    @DisplayName(
            "B1, B2, J1: cut off before, at or after any write, a drill is put back by --restore, and a workload is scaled by one more run")
    void atWrites(Story story, int pinned) {
        cutAt(story, RouteCrashTest::routes, pinned);
    }

    @Tag("schedules")
    @Test
    @DisplayName(
            "B1, B2, J1: cut off before, at or after any write, a drill is put back by the next")
    void byTheNext() {
        cutAt(Story.DRILL_AGAIN, RouteCrashTest::routes, 26);
    }

    @Tag("long")
    @Test
    @DisplayName(
            "B1, B2, J1: cut off at any request but those that wait on, a drill is put back by --restore")
    void anywhere() {
        cutAt(Story.DRILL_RESTORED, new Fresh(), 136);
    }

    private static void cutAt(Story story, Predicate<Sent> where, int pinned) {
        List<Schedule> schedules =
                Schedules.continued(Schedule.of(story), Schedules.undisturbed(story), where);
        Schedules.run(story + ", cut once", schedules.stream());
        Schedules.requireAtLeast(pinned, schedules);
    }

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({"SCALE, 45", "SCALE_TO_NONE, 30"})
    @DisplayName(
            "B1, B2: cut off before, at or after any request, scale-workload is finished by one more run")
    void scaling(Story story, int pinned) {
        List<Schedule> schedules = Schedules.singles(story);
        Schedules.run(story + ", cut once", schedules.stream());
        Schedules.requireAtLeast(pinned, schedules);
    }
}
