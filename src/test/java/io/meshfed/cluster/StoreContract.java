package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a session promises of objects that are stored as a whole, version by version. */
abstract class StoreContract extends SessionBed {

    private Optional<ClusterObject> store(String value, Optional<ClusterObject> seen) {
        return session.store(data(Map.of("value", value)), seen);
    }

    @Test
    @DisplayName("what was not there is created, and what was seen is replaced as a whole")
    void createsAndReplaces() {
        ClusterObject first = store("1", Optional.empty()).orElseThrow();
        cluster()
                .patch(
                        "kubectl",
                        ref,
                        "application/merge-patch+json",
                        Map.of("data", Map.of("theirs", "x")));
        assertEquals(Optional.empty(), store("2", Optional.of(first)), "it had changed");

        ClusterObject second = store("2", session.find(ref)).orElseThrow();

        assertEquals(Map.of("value", "2"), second.object("data"));
        assertEquals(second.resourceVersion(), live().resourceVersion());
        assertEquals(first.uid(), second.uid());
    }

    @Test
    @DisplayName("of two that create, and of two that replace, the second stores nothing")
    void second() {
        ClusterObject first = store("1", Optional.empty()).orElseThrow();
        assertEquals(Optional.empty(), store("2", Optional.empty()));
        store("3", Optional.of(first)).orElseThrow();
        assertEquals(Optional.empty(), store("4", Optional.of(first)));
        assertEquals(Map.of("value", "3"), live().object("data"));
    }

    @Test
    @DisplayName("what was deleted since, or deleted and made anew, is not replaced")
    void gone() {
        ClusterObject first = store("1", Optional.empty()).orElseThrow();
        cluster().delete(ref);
        assertEquals(Optional.empty(), store("2", Optional.of(first)));
        store("3", Optional.empty()).orElseThrow();
        assertEquals(Optional.empty(), store("4", Optional.of(first)));
        assertEquals(Map.of("value", "3"), live().object("data"));
    }

    @Test
    @DisplayName("what is not ours is not replaced, and what does not say it is ours not stored")
    void foreign() {
        cluster().create("kubectl", ref, Map.of("app", "x"), Map.of("data", Map.of("a", "1")));

        refusal(ErrorClass.CONFLICT, () -> store("1", session.find(ref)));
        assertEquals(Optional.empty(), store("1", Optional.empty()));
        Manifest bare = new Manifest(ref, new TreeMap<>(), new TreeMap<>(), Map.of());
        assertThrows(IllegalArgumentException.class, () -> session.store(bare, Optional.empty()));

        assertEquals(Map.of("a", "1"), live().object("data"));
    }

    @Test
    @DisplayName("a namespace that is not there is a PRECOND that names it")
    void noNamespace() {
        Manifest elsewhere = manifest(new ObjectRef(CONFIG_MAPS, namespace + "-x", "r"), Map.of());

        assertSays(
                refusal(ErrorClass.PRECOND, () -> session.store(elsewhere, Optional.empty())),
                namespace + "-x");
    }

    @Test
    @DisplayName("a rehearsal is answered and stores nothing")
    void rehearsal() {
        try (ApiSession dry =
                cluster()
                        .session(SessionOptions.of("test").with(SessionOptions.Mode.DRY_RUN), "")) {
            assertTrue(dry.store(data(Map.of("a", "1")), Optional.empty()).isPresent());
        }
        assertTrue(session.find(ref).isEmpty());
    }
}
