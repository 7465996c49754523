package io.meshfed.steps.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MatrixViewTest {

    private final Pair pair = new Pair();

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
