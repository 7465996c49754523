package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever promotes a release may be cut off at any moment, and it goes on, or all is as it was. */
class PromotionCrashTest {

    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {"PROMOTE", "PROMOTE_SERVING", "ROLL_BACK"})
    @DisplayName("a promotion in virtual time comes to its end, and a way back to what was")
    void undisturbed(Story story) {
        World world = story.world();
        Ran ran = world.run(story.cut());

        assertTrue(ran.ok(), ran::toString);
        assertEquals(List.of(), world.oracle().wrong());
        System.out.println(story + " " + ran + " writes " + ran.writes().size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {"PROMOTE", "PROMOTE_UNDONE"})
    @DisplayName("sample")
    void sample(Story story) {
        List<Schedule> schedules =
                Schedules.continued(
                        Schedule.of(story),
                        Schedules.undisturbed(story),
                        RouteCrashTest::routes);
        System.out.println(schedules.size());
        Schedules.run(story + ", cut once", schedules.stream().filter(each -> each.toString().hashCode() % 4 == 0));
    }
}
