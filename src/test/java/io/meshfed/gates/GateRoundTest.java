package io.meshfed.gates;

import static io.meshfed.gates.Verdict.FAIL;
import static io.meshfed.gates.Verdict.PASS;
import static io.meshfed.gates.Verdict.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.gates.GateRound.Asked;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GateRoundTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PassingTime time = new PassingTime();
    private final List<String> asked = new ArrayList<>();
    private final List<Integer> waited = new ArrayList<>();

    private final GateRound.Watcher watcher =
            new GateRound.Watcher() {
                @Override
                public void asking(String gate) {
                    asked.add(gate);
                }

                @Override
                public void waiting(List<Reading> unknown) {
                    waited.add(unknown.size());
                }
            };

    /** Says each in turn, and fails the test when it is asked once more. */
    private static Asked gate(String name, Verdict... script) {
        Iterator<Verdict> next = Arrays.asList(script).iterator();
        return new Asked(name, () -> new Opinion(next.next(), "", "", ""));
    }

    private List<Verdict> ask(Duration patience, Duration maxAge, Asked... gates) {
        return new GateRound(List.of(gates), patience, maxAge)
                .ask(time.world(Path.of("")), watcher).stream().map(Reading::verdict).toList();
    }

    @Test
    @DisplayName("without time to wait each gate is asked once, a fail keeps none from being asked")
    void once() {
        assertEquals(
                List.of(FAIL, UNKNOWN, PASS),
                ask(Duration.ZERO, MINUTE, gate("1", FAIL), gate("2", UNKNOWN), gate("3", PASS)));
        assertEquals(List.of("1", "2", "3"), asked);
        assertEquals(List.of(), time.pauses());
    }

    @Test
    @DisplayName("who cannot say is asked again until it can, who passed is not")
    void again() {
        assertEquals(
                List.of(PASS, PASS),
                ask(MINUTE, MINUTE, gate("1", PASS), gate("2", UNKNOWN, UNKNOWN, PASS)));
        assertEquals(List.of("1", "2", "2", "2"), asked);
        assertEquals(List.of(1, 1), waited);
    }

    @Test
    @DisplayName("a fail ends the waiting at once")
    void fail() {
        assertEquals(
                List.of(UNKNOWN, FAIL),
                ask(MINUTE, MINUTE, gate("1", UNKNOWN, UNKNOWN), gate("2", UNKNOWN, FAIL)));
    }

    @Test
    @DisplayName("a pass that has become old is asked again, and may fail now")
    void old() {
        assertEquals(
                List.of(FAIL, UNKNOWN),
                ask(
                        MINUTE,
                        Duration.ofSeconds(6),
                        gate("1", PASS, FAIL),
                        gate("2", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)));
        assertEquals(List.of("1", "2", "2", "2", "1", "2"), asked);
    }

    @Test
    @DisplayName("after an interruption nobody is asked, and nothing passes")
    void interrupted() {
        Asked first =
                new Asked(
                        "1",
                        () -> {
                            time.cancellation().cancel();
                            return Opinion.pass("");
                        });

        assertEquals(List.of(PASS, UNKNOWN), ask(Duration.ZERO, MINUTE, first, gate("2")));
        assertEquals(List.of("1"), asked);
    }

    @Test
    @DisplayName("when the time is over, what is unknown stays unknown")
    void over() {
        Asked never = new Asked("1", () -> Opinion.unknown("no-data", "", ""));

        assertEquals(List.of(UNKNOWN), ask(Duration.ofMillis(30), MINUTE, never));
    }
}
