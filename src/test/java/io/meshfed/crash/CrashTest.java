package io.meshfed.crash;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A command may be cut off at any of its requests; whoever starts it again, or takes it back, gets
 * what he asked for.
 */
class CrashTest {

    /**
     * How many schedules there were when this was last looked at; there may be more, never less.
     */
    private record Pins(int single, int everywhere) {}

    private static final Map<Story, Pins> PINNED = new EnumMap<>(Story.class);

    static {
        PINNED.put(Story.FEDERATE, new Pins(156, 3160));
        PINNED.put(Story.FEDERATE_UNDONE, new Pins(156, 2064));
        PINNED.put(Story.UNFEDERATE, new Pins(90, 1506));
        PINNED.put(Story.UNFEDERATE_UNDONE, new Pins(90, 2048));
        PINNED.put(Story.SHARE_TRUST, new Pins(48, 400));
        PINNED.put(Story.SHARE_RENEWED_TRUST, new Pins(45, 405));
        PINNED.put(Story.APPLY_SET, new Pins(78, 78));
        PINNED.put(Story.APPLY_CHANGED_SET, new Pins(120, 120));
    }

    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {"FEDERATE", "UNFEDERATE"})
    @DisplayName(
            "B1, B2, B6, B9, A8, A9: cut off before, at or after any request, federate and unfederate are finished by one more run")
    void once(Story story) {
        single(story);
    }

    @Tag("schedules")
    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            mode = EnumSource.Mode.MATCH_NONE,
            names = {
                "FEDERATE",
                "UNFEDERATE",
                "ROUTE_.*",
                "DRILL_.*",
                "SCALE.*",
                "PROMOTE.*",
                "ROLL_BACK",
                "UNFEDERATE_ROUTED",
                "EVERYTHING",
                "APPLY_SET_UNDONE",
                "DELETE_SET"
            })
    @DisplayName(
            "B1, B2, B6, B9, A8, A9, I6: cut off before, at or after any request, a command is finished by one more run, or taken back by unfederate")
    void onceOthers(Story story) {
        single(story);
    }

    private static void single(Story story) {
        List<Schedule> schedules = Schedules.singles(story);
        Schedules.run(story + ", cut once", schedules.stream());
        Schedules.requireAtLeast(PINNED.get(story).single(), schedules);
    }

    @Tag("schedules")
    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            mode = EnumSource.Mode.MATCH_NONE,
            names = {
                "ROUTE_.*",
                "DRILL_.*",
                "SCALE.*",
                "PROMOTE.*",
                "ROLL_BACK",
                "UNFEDERATE_ROUTED",
                "EVERYTHING",
                "APPLY_.*",
                "DELETE_SET",
                ".*_UNDONE"
            })
    @DisplayName(
            "B1, B2, B6, B9: cut off anywhere, and the next run cut off anywhere, the third run finishes it")
    void twiceAnywhere(Story story) {
        twice(story);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {"FEDERATE_UNDONE", "UNFEDERATE_UNDONE", "APPLY_CHANGED_SET"})
    @DisplayName(
            "B1, B2, B6, B9: cut off anywhere, and what takes it back, or a changed set, cut off anywhere, the third run is through")
    void othersTwiceAnywhere(Story story) {
        twice(story);
    }

    private static void twice(Story story) {
        List<Schedule> schedules = Schedules.doubles(story, request -> true);
        Schedules.run(story + ", cut twice anywhere", schedules.stream());
        Schedules.requireAtLeast(PINNED.get(story).everywhere(), schedules);
    }
}
