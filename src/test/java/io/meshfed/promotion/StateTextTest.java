package io.meshfed.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateTextTest {

    private static final PromotionState JUDGING =
            new PromotionState(
                    new Attempt("r2", "p2", new Course(3, Finish.INSTALL, true), "ann", "fixed"),
                    new Position(Phase.JUDGING, 1, Halt.UNKNOWN, 2),
                    new Custody("run", 7, true, "s", true),
                    Ending.OPEN,
                    List.of(
                            new PastRelease("r2", Ending.FAILED),
                            new PastRelease("r 1", Ending.PROMOTED)));

    @Test
    @DisplayName("a stored state is read back as it was")
    void readsBack() {
        assertEquals(JUDGING, StateText.read(StateText.of(JUDGING)));
        assertEquals(PromotionState.none(), StateText.read(StateText.of(PromotionState.none())));
    }

    @Test
    @DisplayName("a state that was changed by hand is refused, whatever was changed")
    void refusesChanges() {
        SortedMap<String, String> stored = StateText.of(JUDGING);
        for (String key : stored.keySet()) {
            SortedMap<String, String> other = new TreeMap<>(stored);
            other.put(key, stored.get(key) + "1");
            assertRefused(other);
            other.remove(key);
            assertRefused(other);
        }
        stored.put("more", "");
        assertRefused(stored);
        assertRefused(new TreeMap<>());
    }

    @ParameterizedTest
    @CsvSource({
        "format, 2, is of another format",
        "phase, FLYING, has a value",
        "step, 01, is not written",
        "step, x, has a value",
        "compared, TRUE, is not written",
        "steps, 21, has a value",
        "step, 3, is at a step",
        "pause-after, -2, is at a step",
        "snapshot, '', has no snapshot",
        "touched, false, has no snapshot",
        "ending, FAILED, has an ending",
        "phase, PROMOTED, is at a step",
        "past, 'OPEN r', has a history",
        "past, 'FAILED r\nFAILED r', has a history",
        "past, FAILED, has a value",
    })
    @DisplayName("what cannot be is refused, even with its right digest")
    void refusesNonsense(String key, String value, String why) {
        SortedMap<String, String> stored = StateText.of(JUDGING);
        stored.put(key, value);
        stored.remove("digest");
        stored.put("digest", StateText.digest(stored));

        String message = assertRefused(stored);

        assertTrue(message.contains(why), message);
        assertFalse(value.equals("FLYING") && message.contains(value), message);
    }

    @Test
    @DisplayName("the largest state fits into its bound; a longer value is refused")
    void isBounded() {
        String longest = "x".repeat(StateText.LONGEST_VALUE);
        List<PastRelease> past =
                IntStream.range(0, PromotionState.MOST_PAST)
                        .mapToObj(i -> new PastRelease(i + longest.substring(1), Ending.TAKEN_BACK))
                        .toList();
        SortedMap<String, String> stored =
                StateText.of(
                        new PromotionState(
                                new Attempt(
                                        longest,
                                        longest,
                                        new Course(20, Finish.SERVE_FROM_STAGING, false),
                                        longest,
                                        longest),
                                new Position(Phase.PROVING_BACK, 0, Halt.DISCONNECTED, 19),
                                new Custody(longest, Long.MAX_VALUE, false, longest, true),
                                Ending.TAKEN_BACK,
                                past));

        int size =
                stored.entrySet().stream()
                        .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                        .sum();
        assertTrue(size <= StateText.MOST_CHARACTERS, () -> "" + size);
        assertEquals(past, StateText.read(stored).past());
        for (String value : List.of(longest + "x", "two\nlines")) {
            Attempt wrong = new Attempt(value, "", new Course(1, Finish.INSTALL, true), "", "");
            assertThrows(IllegalArgumentException.class, () -> StateText.of(JUDGING.with(wrong)));
        }
    }

    private static String assertRefused(SortedMap<String, String> stored) {
        return assertThrows(
                        UnreadableStateException.class,
                        () -> StateText.read(Collections.unmodifiableSortedMap(stored)))
                .getMessage();
    }
}
