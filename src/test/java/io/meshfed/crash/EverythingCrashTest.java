package io.meshfed.crash;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long stories; cuts at their writes are among those that are taken up late. */
class EverythingCrashTest {

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({"EVERYTHING, 94, 4", "APPLY_SET_UNDONE, 78, 1", "DELETE_SET, 96, 1"})
    @DisplayName(
            "B1, B2, I6: cut off before, at or after any request (of the longest story at each fourth moment), unfederate --everything and delete-manifests are finished by one more run")
    void once(Story story, int pinned, int oneOf) {
        List<Schedule> all = Schedules.singles(story);
        cut(
                story,
                pinned,
                IntStream.range(0, all.size())
                        .filter(i -> i % oneOf == 0)
                        .mapToObj(all::get)
                        .toList());
    }

    @Tag("long")
    @Test
    @DisplayName("B1, B2, I6: the same of unfederate --everything at every moment")
    void everywhere() {
        cut(Story.EVERYTHING, 378, Schedules.singles(Story.EVERYTHING));
    }

    private static void cut(Story story, int pinned, List<Schedule> schedules) {
        Schedules.run(story + ", cut once", schedules.stream());
        Schedules.requireAtLeast(pinned, schedules);
    }
}
