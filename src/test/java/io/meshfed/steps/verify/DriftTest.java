package io.meshfed.steps.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static final Map<String, Object> SPEC =
            Map.of(
                    "remote",
                    Map.of("addresses", List.of("10.0.0.1"), "discoveryPort", 8188),
                    "security",
                    Map.of("clientID", "right"));

    @Test
    @DisplayName("an object that is as desired, whatever others added, does not drift")
    void ignoresWhatOthersAdd() {
        assertEquals(
                List.of(),
                drift(
                        Map.of(
                                "remote",
                                Map.of(
                                        "addresses",
                                        List.of("10.0.0.1"),
                                        "discoveryPort",
                                        8188L,
                                        "locality",
                                        "added"),
                                "security",
                                Map.of("clientID", "right"))));
    }

    @Test
    @DisplayName("changed and missing fields are named with their path, sorted")
    void namesFields() {
        assertEquals(
                List.of(
                        "ServiceMeshPeer spec.remote.addresses",
                        "ServiceMeshPeer spec.remote.discoveryPort",
                        "ServiceMeshPeer spec.security.clientID"),
                drift(
                        Map.of(
                                "remote",
                                Map.of("addresses", List.of("10.0.0.2")),
                                "security",
                                Map.of("clientID", "wrong"))));
    }

    @Test
    @DisplayName("an empty list that the server does not show is no drift")
    void acceptsAMissingEmptyList() {
        assertEquals(List.of(), drift(Map.of("exportRules", List.of()), Map.of("other", "added")));
    }

    @Test
    @DisplayName("rules are compared one by one; one more is a drift")
    void comparesLists() {
        Map<String, Object> rule = Map.of("type", "NameSelector");
        assertEquals(
                List.of("ServiceMeshPeer spec.exportRules"),
                drift(
                        Map.of("exportRules", List.of(rule)),
                        Map.of("exportRules", List.of(rule, rule))));
    }

    private static List<String> drift(Map<String, Object> actual) {
        return drift(SPEC, actual);
    }

    private static List<String> drift(Map<String, Object> desired, Map<String, Object> actual) {
        ClusterObject object =
                Meshes.object(Meshes.ARO, "ServiceMeshPeer", "rosa-mesh", Map.of("spec", actual));
        return Drift.between(
                new Manifest(
                        object.ref(), new TreeMap<>(), new TreeMap<>(), Map.of("spec", desired)),
                object);
    }
}
