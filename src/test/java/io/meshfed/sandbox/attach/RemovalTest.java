package io.meshfed.sandbox.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a sandbox takes away")
class RemovalTest {

    private static final Map<String, Object> MARKED = Map.of(Territory.MARK, "pair");

    private final EmptyCluster cluster = new EmptyCluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static Map<String, Object> namespace(String name) {
        return Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name));
    }

    @Test
    @DisplayName("is what it made; a namespace that somebody labelled loses the label alone")
    void onlyOwn() {
        cluster.has(Kinds.NAMESPACE, "", "lent", MARKED);
        cluster.has(Kinds.CONFIG_MAP, "lent", "precious", Map.of());
        try (AttachedStore store = new AttachedStore(cluster.api(), EmptyCluster.TERRITORY)) {
            store.put(namespace("east-mesh"));
            store.put(namespace("east-mesh"));
            store.put(namespace("lent"));
        }

        List<String> removed = new Removal(cluster.api(), EmptyCluster.TERRITORY).remove();

        assertEquals(
                List.of(
                        "namespaces east-mesh",
                        "the label of namespaces lent (they were there before, and keep what is in them)"),
                removed);
        assertTrue(cluster.namespace("east-mesh").isEmpty());
        assertEquals("", Territory.owner(cluster.namespace("lent").orElseThrow()));
        assertTrue(cluster.configMap("lent", "precious").isPresent());
    }

    @Test
    @DisplayName("is never somebody else's namespace, since it does not put its mark there")
    void foreign() {
        cluster.has(Kinds.NAMESPACE, "", "theirs", Map.of());
        try (AttachedStore store = new AttachedStore(cluster.api(), EmptyCluster.TERRITORY)) {
            FederationException refused =
                    assertThrows(FederationException.class, () -> store.put(namespace("theirs")));

            assertEquals(ErrorClass.PRECOND, refused.errorClass());
        }
        assertEquals("", Territory.owner(cluster.namespace("theirs").orElseThrow()));
    }
}
