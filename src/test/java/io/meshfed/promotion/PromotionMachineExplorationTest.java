package io.meshfed.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.promotion.Moves.Subject;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every state that two runs, two releases and three ramp steps can bring about, with runs cut off
 * anywhere, gates of every verdict, and locks lost at any time.
 */
@DisplayName("in every state that a promotion can come to")
class PromotionMachineExplorationTest {

    /** A search that finds fewer has lost something that can happen. */
    private static final int STATES = 186_374;

    private static Exploration explored;

    @BeforeAll
    static void explore() {
        // Writes without a way back, gate, lock or peer, and verdicts ignored, end this at once.
        explored = Exploration.of(new Subject(PromotionMachine::next, Work::leadsToPeer, 2));
        System.out.printf(
                "promotion: %,d states with %,d records explored%n",
                explored.states(), explored.records().size());
    }

    @Test
    @DisplayName("no write lacks its lock, snapshot, gate or peer, and none goes unnoticed here")
    void isWholeSearch() {
        assertTrue(
                explored.states() >= STATES,
                () -> "only %d of %d states".formatted(explored.states(), STATES));
    }

    @Test
    @DisplayName("every phase, every halt and every ending was seen")
    void sawEverything() {
        Set<PromotionState> records = explored.records();

        assertEquals(
                EnumSet.allOf(Phase.class),
                records.stream().map(PromotionState::phase).collect(Collectors.toSet()));
        assertEquals(
                EnumSet.allOf(Halt.class),
                records.stream().map(r -> r.position().halt()).collect(Collectors.toSet()));
        assertEquals(
                EnumSet.allOf(Ending.class),
                records.stream().map(PromotionState::ending).collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("something can happen next")
    void noDeadlock() {
        assertEquals(0, explored.dead().cardinality());
    }

    @Test
    @DisplayName("some run brings the attempt to promoted or as found")
    void ends() {
        for (int attempt = 1; attempt <= 2; attempt++) {
            int number = attempt;
            assertWay(
                    world -> world.memory().attempts() == number,
                    world -> world.memory().attempts() == number && world.record().phase().ended());
        }
    }

    @Test
    @DisplayName("some run brings production back to as it was found by this attempt")
    void goesBack() {
        for (int attempt = 1; attempt <= 2; attempt++) {
            int number = attempt;
            assertWay(
                    world -> world.memory().attempts() == number,
                    world ->
                            world.memory().attempts() == number
                                    && world.record().phase() == Phase.AS_FOUND
                                    && world.production().equals(world.memory().found()));
        }
    }

    @Test
    @DisplayName("an attempt that is not on its way back can still be promoted")
    void goesOn() {
        for (int attempt = 1; attempt <= 2; attempt++) {
            int number = attempt;
            assertWay(
                    world ->
                            world.memory().attempts() == number
                                    && !world.record().phase().back()
                                    && !world.record().phase().ended(),
                    world ->
                            world.memory().attempts() == number
                                    && world.record().phase() == Phase.PROMOTED);
        }
    }

    @Test
    @DisplayName("what is stored is read back as the same state")
    void isStored() {
        for (PromotionState record : explored.records()) {
            assertEquals(record, StateText.read(StateText.of(record)));
        }
    }

    private static void assertWay(Predicate<World> from, Predicate<World> to) {
        BitSet without = explored.withoutWayTo(to);
        int seen = 0;
        for (int state = 0; state < explored.states(); state++) {
            if (from.test(explored.world(state))) {
                seen++;
                int lost = state;
                assertTrue(!without.get(state), () -> "no way on:\n" + explored.way(lost));
            }
        }
        assertTrue(seen > 0, "no such state");
    }
}
