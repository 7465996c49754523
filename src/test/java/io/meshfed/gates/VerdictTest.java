package io.meshfed.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    @DisplayName(
            "of all verdicts of up to four gates: all pass is pass, one fail is fail, else unknown")
    void all() {
        List<List<Verdict>> gates = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < gates.size(); i++) {
            List<Verdict> some = gates.get(i);
            assertEquals(expected(some), Verdict.of(some), some::toString);
            for (Verdict next : Verdict.values()) {
                List<Verdict> more = new ArrayList<>(some);
                more.add(next);
                if (more.size() <= 4) {
                    gates.add(more);
                }
            }
        }
        assertEquals(1 + 3 + 9 + 27 + 81, gates.size());
    }

    private static Verdict expected(List<Verdict> gates) {
        if (gates.stream().anyMatch(verdict -> verdict == Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        boolean pass = !gates.isEmpty() && gates.stream().allMatch(v -> v == Verdict.PASS);
        return pass ? Verdict.PASS : Verdict.UNKNOWN;
    }
}
