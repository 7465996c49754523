package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.Manifest;
import io.meshfed.model.Ownership;
import io.meshfed.model.Trees;
import io.meshfed.report.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppliedChangeTest {

    private static final Manifest WANTED =
            new Manifest(
                    TestSessions.X,
                    Ownership.labels("test"),
                    new TreeMap<>(),
                    Map.of("data", Map.of("a", "1")));

    @Test
    @DisplayName("A10: what our own lost request created is ours, whoever has touched it since")
    void createdByLostRequest() {
        try (ScriptedServer server =
                        new ScriptedServer(
                                ScriptedServer.replyLost(),
                                ScriptedServer.json(200, touchedBy("a-controller")));
                ApiSession session = TestSessions.session(server.url())) {
            Change change = session.apply(WANTED, Observation.of(List.of()));

            assertEquals(Change.Kind.CREATED, change.kind());
            assertEquals(2, server.requests().size());
        }
    }

    private static String touchedBy(String manager) {
        Map<String, Object> tree = new LinkedHashMap<>(WANTED.toTree());
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(tree.get("metadata")));
        metadata.put("uid", "1");
        metadata.put(
                "managedFields",
                List.of(
                        Map.of("manager", Ownership.FIELD_MANAGER, "operation", "Apply"),
                        Map.of("manager", manager, "operation", "Update")));
        tree.put("metadata", metadata);
        return Json.write(tree);
    }
}
