package io.meshfed.crash;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A command may be cut off at any of its requests; whoever starts it again, or takes it back, gets
 * what he asked for.
 */
class CrashTest {

    /**
     * How many schedules there were when this was last looked at, and how many of them unlike;
     * there may be more, never less.
     */
    private record Pins(int once, int onceUnlike, int twice, int twiceUnlike) {}

    private static final Map<Story, Pins> PINNED = new EnumMap<>(Story.class);

    static {
        PINNED.put(Story.FEDERATE, new Pins(156, 17, 3172, 201));
        PINNED.put(Story.FEDERATE_UNDONE, new Pins(156, 17, 2960, 219));
        PINNED.put(Story.UNFEDERATE, new Pins(126, 17, 2746, 213));
        PINNED.put(Story.UNFEDERATE_UNDONE, new Pins(126, 17, 2684, 231));
        PINNED.put(Story.SHARE_TRUST, new Pins(48, 8, 400, 50));
        PINNED.put(Story.SHARE_RENEWED_TRUST, new Pins(45, 7, 405, 42));
        PINNED.put(Story.APPLY_SET, new Pins(78, 12, 1143, 112));
        PINNED.put(Story.APPLY_SET_UNDONE, new Pins(78, 12, 897, 102));
        PINNED.put(Story.APPLY_CHANGED_SET, new Pins(126, 15, 2431, 174));
        PINNED.put(Story.DELETE_SET, new Pins(96, 11, 1422, 100));
        PINNED.put(Story.EVERYTHING, new Pins(378, 24, 16792, 372));
    }

    @ParameterizedTest
    @MethodSource("first")
    @DisplayName(
            "B1, B2, B6, B9, A8, A9: cut off before, at or after any request, federate and unfederate are finished by one more run")
    void once(Story story) {
        single(story);
    }

    @ParameterizedTest
    @MethodSource("first")
    @DisplayName(
            "B1, B2, B6, B9: cut off anywhere, and the next run cut off anywhere, federate and unfederate are finished by the third run")
    void twice(Story story) {
        pair(story);
    }

    @Tag("schedules")
    @ParameterizedTest
    @MethodSource("others")
    @DisplayName(
            "B1, B2, B6, B9, A8, A9, I6: cut off before, at or after any request, a command is finished by one more run, or taken back by unfederate or delete-manifests")
    void onceOthers(Story story) {
        single(story);
    }

    @Tag("schedules")
    @ParameterizedTest
    @MethodSource("others")
    @DisplayName(
            "B1, B2, B6, B9: cut off anywhere, and the next run, or what takes it back, cut off anywhere, the third run is through")
    void twiceOthers(Story story) {
        pair(story);
    }

    /** Of every build. */
    static Set<Story> first() {
        return EnumSet.of(Story.FEDERATE, Story.UNFEDERATE);
    }

    static Set<Story> others() {
        Set<Story> others = EnumSet.copyOf(PINNED.keySet());
        others.removeAll(first());
        return others;
    }

    /** All that are cut off twice. */
    static Set<Story> stories() {
        return PINNED.keySet();
    }

    private static void single(Story story) {
        List<Alike> all = Schedules.singles(story);
        Schedules.run(story + ", cut once", all);
        Pins pins = PINNED.get(story);
        Schedules.requireAtLeast(pins.once(), pins.onceUnlike(), all);
    }

    private static void pair(Story story) {
        List<Alike> all = Schedules.doubles(story, request -> true);
        Schedules.run(story + ", cut twice anywhere", all);
        Pins pins = PINNED.get(story);
        Schedules.requireAtLeast(pins.twice(), pins.twiceUnlike(), all);
    }
}
