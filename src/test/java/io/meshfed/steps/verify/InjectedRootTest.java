package io.meshfed.steps.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.steps.verify.InjectedRoot.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InjectedRootTest {

    private final ClusterObject configMap =
            Meshes.object(
                    Meshes.ARO,
                    "ConfigMap",
                    "rosa-mesh-ca-root-cert",
                    Map.of(
                            "metadata",
                            Map.of("creationTimestamp", "2026-11-22T08:00:07Z"),
                            "data",
                            Map.of("ca.crt", "any")));

    @Test
    @DisplayName("the same roots are equal, in any order")
    void seesEqual() {
        assertEquals(State.EQUAL, state(List.of("b", "a"), List.of("a", "b")));
    }

    @Test
    @DisplayName("more roots than the peer has are a rotation")
    void seesSuperset() {
        assertEquals(State.SUPERSET, state(List.of("old", "new"), List.of("new")));
    }

    @Test
    @DisplayName("one missing root is enough to differ, garbage differs from everything")
    void seesMissing() {
        assertEquals(State.DIFFERS, state(List.of("old"), List.of("old", "new")));
        assertEquals(State.DIFFERS, state(List.of(), List.of("own")));
    }

    @Test
    @DisplayName("without the peer's own roots nothing is compared and nothing fails")
    void comparesNothingWithoutOwn() {
        InjectedRoot root = InjectedRoot.compared(configMap, List.of("a"), List.of());

        assertEquals(State.NOT_COMPARED, root.state());
        assertTrue(root.fits());
    }

    @Test
    @DisplayName("a wrong key is named by the keys that are there")
    void namesTheKeys() {
        assertEquals("its keys: ca.crt", InjectedRoot.withoutRootKey(configMap).observed());
    }

    @Test
    @DisplayName("it knows when the ConfigMap changed; an absent one never did")
    void knowsItsChange() {
        assertEquals(
                Recording.at(7), InjectedRoot.withoutRootKey(configMap).lastChange().orElseThrow());
        assertTrue(InjectedRoot.absent().lastChange().isEmpty());
        assertFalse(InjectedRoot.absent().fits());
    }

    private State state(List<String> injected, List<String> own) {
        return InjectedRoot.compared(configMap, injected, own).state();
    }
}
