package io.meshfed.steps.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Direction;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StableVerdictTest {

    private final Direction aroToRosa = Meshes.aroToRosa(Pair.EXPORTS, List.of());
    private final Direction rosaToAro = aroToRosa.reversed();
    private final StableVerdict verdict = new StableVerdict(List.of(rosaToAro, aroToRosa), 3);

    @Test
    @DisplayName("E19: a direction is believed after three good looks in a row")
    void believesThreeGoodLooks() {
        verdict.sample(good());
        verdict.sample(good());
        assertFalse(verdict.verified(aroToRosa));

        verdict.sample(good());

        assertTrue(verdict.verified(aroToRosa));
        assertFalse(verdict.verified());
        assertEquals(List.of(rosaToAro), verdict.unverified());
    }

    @Test
    @DisplayName("all is verified when all directions are, not just one")
    void wantsAllDirections() {
        for (int i = 0; i < 3; i++) {
            verdict.sample(good());
            verdict.sample(new Pair().reverse());
        }

        assertTrue(verdict.verified());
        assertEquals("", verdict.progress());
    }

    @Test
    @DisplayName("the drop after a change of exports starts the count again and does nothing else")
    void countsAgainAfterTheDrop() {
        verdict.sample(good());
        verdict.sample(good());
        verdict.sample(dropped());
        verdict.sample(good());
        verdict.sample(good());
        assertFalse(verdict.verified(aroToRosa));

        verdict.sample(good());

        assertTrue(verdict.verified(aroToRosa));
    }

    @Test
    @DisplayName("a verified direction that breaks again is no longer verified")
    void takesItBack() {
        verdict.sample(good());
        verdict.sample(good());
        verdict.sample(good());

        verdict.sample(dropped());

        assertFalse(verdict.verified(aroToRosa));
    }

    @Test
    @DisplayName("progress names direction, cause, evidence and count in one line")
    void tellsProgress() {
        assertEquals(
                "aro-mesh -> rosa-mesh: not looked at yet (0 of 3 checks), and 1 more",
                verdict.progress());
        verdict.sample(good());
        assertEquals("aro-mesh -> rosa-mesh: good (1 of 3 checks)", verdict.progress(aroToRosa));
        verdict.sample(dropped());
        assertEquals(
                "aro-mesh -> rosa-mesh: reconnecting: 200 OK, 1 s ago (0 of 3 checks)",
                verdict.progress(aroToRosa));
    }

    @Test
    @DisplayName("a mesh that is left out leaves nothing open and nothing said")
    void leavesOut() {
        verdict.sample(dropped());

        verdict.leaveOut(Meshes.ROSA);

        assertTrue(verdict.verified());
        assertFalse(verdict.verified(aroToRosa));
        assertTrue(verdict.last().isEmpty());
    }

    @Test
    @DisplayName("the restart advice of all directions is collected, each mesh once")
    void collectsRestarts() {
        Pair pair = new Pair();
        pair.aro.status(Entry.down("aro-0", 95, "400 Bad Request"));

        verdict.sample(pair.judged());
        verdict.sample(pair.reverse());

        assertEquals(List.of(Meshes.ROSA), List.copyOf(verdict.restartAdvice()));
    }

    @Test
    @DisplayName("directions that nobody asked about change nothing")
    void ignoresOtherDirections() {
        StableVerdict one = new StableVerdict(List.of(rosaToAro), 1);

        one.sample(good());

        assertFalse(one.verified());
        assertTrue(one.last().isEmpty());
    }

    @Test
    @DisplayName("no looks at all are no proof")
    void refusesZeroLooks() {
        assertThrows(IllegalArgumentException.class, () -> new StableVerdict(List.of(), 0));
    }

    private static Judgement good() {
        return new Pair().judged();
    }

    private static Judgement dropped() {
        Pair pair = new Pair();
        pair.aro.status(Entry.down("aro-0", 5, "200 OK").ended(99).synced(95));
        return pair.judged();
    }
}
