package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.FederationException;
import io.meshfed.report.FieldChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("names that a terminal would obey")
class HostileNamesTest {

    private static String items(String... names) {
        List<String> items =
                List.of(names).stream()
                        .map(
                                name ->
                                        "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"ns\"}}"
                                                .formatted(name))
                        .toList();
        return "{\"metadata\":{},\"items\":[" + String.join(",", items) + "]}";
    }

    @Test
    @DisplayName("are no names of objects")
    void inLists() {
        ScriptedServer.Line list = ScriptedServer.json(200, items("good", "b\\u001b[2Jad"));
        try (ScriptedServer server = new ScriptedServer(list);
                ApiSession session = TestSessions.session(server.url())) {
            assertEquals(
                    List.of("good"),
                    session.list(TestSessions.CONFIG_MAPS, "ns", "").stream()
                            .map(object -> object.ref().name())
                            .toList());
        }
    }

    @Test
    @DisplayName("are cleaned before a namespace is proposed")
    void inProposals() {
        ScriptedServer.Line missing =
                ScriptedServer.json(
                        404,
                        "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"message\":\"no\","
                                + "\"details\":{\"kind\":\"namespaces\",\"name\":\"mesh\"}}");
        ScriptedServer.Line namespaces = ScriptedServer.json(200, items("mesh\\u001b"));
        try (ScriptedServer server = new ScriptedServer(missing, namespaces);
                ApiSession session = TestSessions.session(server.url())) {
            FederationException refusal =
                    assertThrows(
                            FederationException.class,
                            () -> session.list(TestSessions.CONFIG_MAPS, "ns", ""));

            assertTrue(
                    refusal.getMessage().endsWith("did you mean 'mesh\\u001b'?"),
                    refusal.getMessage());
        }
    }

    @Test
    @DisplayName("are cleaned where they are fields that change")
    void inFields() {
        Map<String, Object> owned = Map.of("f:a\u001b", Map.of());
        Map<String, Object> before = Map.of("a\u001b", "1");

        assertEquals(
                List.of(new FieldChange("a\\u001b", "1", "")),
                FieldDiff.between(before, owned, Map.of(), Map.of()));
    }
}
