package io.meshfed.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.testing.Yaml;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LastChangeTest {

    @Test
    @DisplayName("a write of the status is no change")
    void ignoresTheStatus() {
        assertEquals(
                Optional.of(Instant.parse("2026-09-14T08:00:00Z")),
                lastChange("subresource: status, fieldsV1: { 'f:status': {} }"));
    }

    @Test
    @DisplayName("a write of the status is no change where the server does not name subresources")
    void ignoresTheStatusOfOldServers() {
        assertEquals(
                Optional.of(Instant.parse("2026-09-14T08:00:00Z")),
                lastChange("fieldsV1: { 'f:status': { 'f:discoveryStatus': {} } }"));
    }

    @Test
    @DisplayName("a later edit by anybody is the change")
    void takesTheNewest() {
        assertEquals(
                Optional.of(Instant.parse("2026-09-14T09:00:00Z")),
                lastChange("fieldsV1: { 'f:spec': {}, 'f:status': {} }"));
    }

    private static Optional<Instant> lastChange(String laterWrite) {
        String yaml =
                """
                metadata:
                  creationTimestamp: "2026-09-14T07:00:00Z"
                  managedFields:
                  - { manager: meshfed, time: "2026-09-14T08:00:00Z", fieldsV1: { 'f:spec': {} } }
                  - { manager: other, time: "2026-09-14T09:00:00Z", %s }
                """
                        .formatted(laterWrite);
        ObjectRef ref = new ObjectRef(ResourceTypes.PEER, "east-mesh", "west");
        return LastChange.of(new ClusterObject(ref, Yaml.one(yaml)));
    }
}
