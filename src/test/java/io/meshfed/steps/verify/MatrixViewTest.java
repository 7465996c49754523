package io.meshfed.steps.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MatrixViewTest {

    private final Pair pair = new Pair();

    @Test
    @DisplayName("a row per mesh and a column per peer, sorted, with sync age and counts")
    void showsAllDirections() {
        assertEquals(
                List.of(
                        List.of("", "to aro-mesh", "to rosa-mesh"),
                        List.of("aro-mesh", "-", "√ 5s 1/0"),
                        List.of("rosa-mesh", "√ 5s 0/1", "-")),
                matrix().table());
    }

    @Test
    @DisplayName("a broken direction shows its cause instead")
    void showsTheCause() {
        pair.aro.status(Entry.down("aro-0", 95, "503 Service Unavailable"));

        assertEquals("× unreachable", matrix().cell("aro-mesh", "rosa-mesh").orElseThrow().text());
        assertTrue(matrix().cell("aro-mesh", "other").isEmpty());
    }

    @Test
    @DisplayName("what is not known is left out of the data")
    void leavesOutTheUnknown() {
        pair.aro.withoutPeer().withoutSets();

        assertEquals(
                Map.of(
                        "mesh",
                        "aro-mesh",
                        "peer",
                        "rosa-mesh",
                        "connected",
                        false,
                        "reason",
                        "peer-not-applied",
                        "exports",
                        0,
                        "imports",
                        0),
                matrix().toData().get(0));
    }

    @Test
    @DisplayName("the data has sync age and root days where they are known")
    void hasTheData() {
        Map<String, Object> data = matrix().toData().get(1);

        assertEquals(5L, data.get("syncAgeSeconds"));
        assertEquals(21L, data.get("rootDaysLeft"));
        assertEquals(true, data.get("connected"));
    }

    private MatrixView matrix() {
        return MatrixView.of(
                List.of(
                        MatrixCell.of(pair.rosaView(), pair.reverse(), 21),
                        MatrixCell.of(pair.aroView(), pair.judged(), MatrixCell.UNKNOWN)));
    }
}
