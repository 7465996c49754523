package io.meshfed.crash;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The longest command; cuts at its writes are among those that are taken up late. */
class EverythingCrashTest {

    private static final int PINNED = 240;

    @Tag("schedules")
    @Test
    @DisplayName(
            "B1, B2, I6: cut off before, at or after any request, unfederate --everything is finished by one more run")
    void once() {
        List<Schedule> schedules = Schedules.singles(Story.EVERYTHING);
        Schedules.run(Story.EVERYTHING + ", cut once", schedules.stream());
        Schedules.requireAtLeast(PINNED, schedules);
    }
}
