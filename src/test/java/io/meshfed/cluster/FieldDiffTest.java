package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.FieldChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FieldDiffTest {

    private static List<FieldChange> diff(Map<String, Object> before, Map<String, Object> asked) {
        return FieldDiff.between(before, Map.of(), asked, asked);
    }

    @Test
    @DisplayName("paths are dotted, elements numbered, and keys with dots stand in brackets")
    void paths() {
        Map<String, Object> before =
                Map.of(
                        "metadata", Map.of("labels", Map.of("app.io/x", "1")),
                        "spec", Map.of("rules", List.of(Map.of("name", "a"), Map.of("name", "b"))));
        Map<String, Object> asked =
                Map.of(
                        "metadata", Map.of("labels", Map.of("app.io/x", "2")),
                        "spec", Map.of("rules", List.of(Map.of("name", "a"), Map.of("name", "c"))));

        List<FieldChange> changes = new ArrayList<>(diff(before, asked));
        changes.sort(Comparator.comparing(FieldChange::path));

        assertEquals(
                List.of(
                        new FieldChange("metadata.labels[app.io/x]", "1", "2"),
                        new FieldChange("spec.rules[1].name", "b", "c")),
                changes);
    }

    @Test
    @DisplayName("an element that comes or goes is one change")
    void elements() {
        Map<String, Object> one = Map.of("rules", List.of(Map.of("name", "a")));
        Map<String, Object> two =
                Map.of("rules", List.of(Map.of("name", "a"), Map.of("name", "b")));

        assertEquals(List.of(new FieldChange("rules[1]", "", "{\"name\":\"b\"}")), diff(one, two));
        assertEquals(List.of(new FieldChange("rules[1]", "{\"name\":\"b\"}", "")), diff(two, one));
    }

    @Test
    @DisplayName("a field that an element loses is a change")
    void fieldsThatGo() {
        Map<String, Object> alias =
                Map.of("rules", List.of(Map.of("name", "a", "alias", Map.of("name", "b"))));
        Map<String, Object> none = Map.of("rules", List.of(Map.of("name", "a")));

        assertEquals(
                List.of(new FieldChange("rules[0].alias", "{\"name\":\"b\"}", "")),
                diff(alias, none));
    }

    @Test
    @DisplayName("what others set is no change, even inside what we set")
    void othersAreSilent() {
        Map<String, Object> live = Map.of("data", Map.of("a", "1", "theirs", "x"), "status", "y");

        assertEquals(List.of(), diff(live, Map.of("data", Map.of("a", "1"))));
    }

    @Test
    @DisplayName("an answer that is not what was applied is told, with both values")
    void unmet() {
        Map<String, Object> asked = Map.of("spec", Map.of("port", 8188, "hosts", List.of("a")));
        Map<String, Object> answer =
                Map.of("spec", Map.of("port", 8188L, "hosts", List.of("b"), "more", true));

        assertEquals(
                List.of(new FieldChange("spec.hosts", "[\"a\"]", "[\"b\"]")),
                FieldDiff.unmet(asked, answer));
        assertEquals(List.of(), FieldDiff.unmet(Map.of(), answer));
    }

    @Test
    @DisplayName("a certificate is shown as its fingerprint, as text and in base64")
    void fingerprints() {
        String pem = ServerKeys.LOCALHOST.pem();
        String base64 = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));

        String shown = ShownValue.of(pem);

        assertTrue(shown.matches("sha256:[0-9a-f]{64}"), shown);
        assertEquals(shown, ShownValue.of(base64));
        assertEquals(shown + ", " + shown, ShownValue.of(pem + pem));
    }

    @Test
    @DisplayName("no key, no PEM, no control character and nothing endless is shown")
    void neverShown() {
        String key = "-----BEGIN PRIVATE KEY-----\nc4n4ry\n-----END PRIVATE KEY-----";
        for (Object value :
                List.of(
                        key,
                        "-----BEGIN X509 CRL-----\nc4n4ry\n-----END X509 CRL-----",
                        Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)),
                        Map.of("k", key),
                        List.of(key))) {
            assertFalse(ShownValue.of(value).contains("c4n4ry"), ShownValue.of(value));
            assertFalse(ShownValue.of(value).contains("YzRuNHJ5"), ShownValue.of(value));
        }
        assertEquals("a\\u001b[2Jb", ShownValue.of("a\u001b[2Jb"));
        assertEquals(123, ShownValue.of("x".repeat(1000)).length());
        assertEquals("", ShownValue.of(null));
    }

    @Test
    @DisplayName("who asks for nothing is content with whatever is there")
    void nothingAsked() {
        Map<String, Object> theirs =
                Map.of("spec", Map.of("version", "v2.5", "gateways", Map.of()));

        assertEquals(List.of(), FieldDiff.unmet(Map.of(), theirs));
        assertEquals(List.of(), FieldDiff.unmet(Map.of("spec", Map.of()), theirs));
    }

    @Test
    @DisplayName("a text of several lines is shown in one that can be read")
    void lines() {
        assertEquals("a\\n\\tb", ShownValue.of("a\n\tb"));
        assertEquals("a\\u001b[31m", ShownValue.of("a\u001b[31m"));
    }
}
