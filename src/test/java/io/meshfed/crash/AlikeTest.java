package io.meshfed.crash;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is thought to be alike is run as one; here it is run one by one. */
class AlikeTest {

    @Tag("schedules")
    @ParameterizedTest
    @MethodSource("io.meshfed.crash.CrashTest#stories")
    @DisplayName("after any cut what follows is the same as after those that are alike")
    void once(Story story) {
        Schedules.runEach(story + ", cut once, each", Schedules.singles(story));
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Story.class)
    @DisplayName(
            "after any cut but at requests that wait on, what follows is the same as after those that are alike")
    void onceOfAll(Story story) {
        Schedules.runEach(
                story + ", cut once, each", Schedules.singles(Schedule.of(story), new Fresh()));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("io.meshfed.crash.CrashTest#stories")
    @DisplayName("after any two cuts what follows is the same as after those that are alike")
    void twice(Story story) {
        Schedules.runEach(
                story + ", cut twice anywhere, each", Schedules.doubles(story, request -> true));
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {"FEDERATE", "UNFEDERATE", "UNFEDERATE_UNDONE", "DELETE_SET", "EVERYTHING"})
    @DisplayName("five minutes after a cut what follows is the same as after those that are alike")
    void late(Story story) {
        Schedule late = Schedule.of(story).after(Duration.ofMinutes(5));
        Schedules.runEach(
                story + ", taken up late, each", Schedules.singles(late, request -> true));
    }
}
