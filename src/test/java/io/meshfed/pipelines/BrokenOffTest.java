package io.meshfed.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.StoredState;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The process may end after any of its writes; whoever starts it again gets what he asked for. */
class BrokenOffTest extends AroRosaTest {

    @Test
    @DisplayName("federate that ended after any of its writes is finished by one more run")
    void finishesFederate() {
        run(FederateTest.FEDERATE);
        SortedMap<String, String> whole = StoredState.of(clusters, federation);
        int write = 1;
        for (run(FederateTest.UNFEDERATE); crash(write, FederateTest.FEDERATE); write++) {
            run(FederateTest.FEDERATE);

            assertEquals(whole, StoredState.of(clusters, federation), "after write " + write);
            assertEquals(List.of(), again(FederateTest.FEDERATE));
            run(FederateTest.UNFEDERATE);
        }
        assertEquals(9, write);
    }

    @Test
    @DisplayName("unfederate that ended after any of its writes is finished by one more run")
    void finishesUnfederate() {
        SortedMap<String, String> none = StoredState.of(clusters, federation);
        int write = 1;
        for (run(FederateTest.FEDERATE); crash(write, FederateTest.UNFEDERATE); write++) {
            run(FederateTest.UNFEDERATE);

            assertEquals(none, StoredState.of(clusters, federation), "after write " + write);
            assertEquals(List.of(), again(FederateTest.UNFEDERATE));
            run(FederateTest.FEDERATE);
        }
        assertTrue(write >= 9, "only " + write);
    }

    private void run(List<Step> steps) {
        harness().hooked(istiods()).run(steps).requireOk();
    }

    private boolean crash(int write, List<Step> steps) {
        RunHook istiods = istiods();
        return harness().hooked(istiods).crash(write, steps);
    }

    private List<String> again(List<Step> steps) {
        FakeIstiods istiods = istiods();
        return harness().hooked(istiods).run(steps).requireOk().writes().stream()
                .map(Object::toString)
                .toList();
    }
}
