package io.meshfed.crash;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long stories; cuts at their writes are among those that are taken up late. */
class EverythingCrashTest {

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({"EVERYTHING, 240", "APPLY_SET_UNDONE, 78", "DELETE_SET, 78"})
    @DisplayName(
            "B1, B2, I6: cut off before, at or after any request, unfederate --everything and delete-manifests are finished by one more run")
    void once(Story story, int pinned) {
        List<Schedule> schedules = Schedules.singles(story);
        Schedules.run(story + ", cut once", schedules.stream());
        Schedules.requireAtLeast(pinned, schedules);
    }
}
