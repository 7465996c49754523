package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meshfed.crash.Schedule.Outcome;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schedule that is asked for again does the same again. */
class AgainTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FEDERATE: ",
                "FEDERATE: lost 27",
                "UNFEDERATE_UNDONE: before 18, lost 12",
                "SHARE_RENEWED_TRUST: after 6",
                "FEDERATE: RESET_AFTER at 17 + STALLED at 30",
                "UNFEDERATE: stale 1 at 5",
                "FEDERATE PT5M: lost 27"
            })
    @DisplayName("the same schedule sends the same requests in the same order")
    void repeats(String text) {
        Schedule schedule = Schedule.parse(text);
        Outcome first = schedule.run();

        assertEquals(text.strip(), schedule.toString().strip());
        assertFalse(first.lines().isEmpty());
        assertEquals(first.lines(), Schedule.parse(text).run().lines());
    }

    @Test
    @DisplayName("the schedule that -Dmeshfed.schedule names is told request by request")
    void told() {
        String wanted = System.getProperty("meshfed.schedule", "");
        Assumptions.assumeFalse(wanted.isEmpty(), "no -Dmeshfed.schedule='FEDERATE: lost 27'");
        Outcome outcome = Schedule.parse(wanted).run();
        outcome.broken().forEach(AgainTest::tell);
        tell(outcome.mended());
        assertEquals(List.of(), outcome.wrong());
    }

    private static void tell(Ran ran) {
        System.out.println(ran);
        ran.lines().forEach(line -> System.out.println("  " + line));
    }
}
