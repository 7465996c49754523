package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PatchesTest {

    @Test
    @DisplayName("merge patch: maps merge, null removes, lists are replaced")
    void mergePatch() {
        assertEquals(
                json("{'a': {'x': 1, 'z': 3}, 'l': [9]}"),
                MergePatch.apply(
                        json("{'a': {'x': 1, 'y': 2}, 'l': [1, 2]}"),
                        json("{'a': {'y': null, 'z': 3}, 'l': [9]}")));
    }

    @Test
    @DisplayName("JSON patch: every operation, pointers with escapes, the end of a list")
    void jsonPatch() {
        assertEquals(
                json("{'a/b': 2, 'l': [0, 1, 3], 'm': 1, 'n': 5}"),
                patched(
                        "{'a/b': 1, 'l': [1, 2], 'x': 5, 'y': 1}",
                        """
                        [{'op': 'replace', 'path': '/a~1b', 'value': 2},
                         {'op': 'add', 'path': '/l/0', 'value': 0},
                         {'op': 'remove', 'path': '/l/2'},
                         {'op': 'add', 'path': '/l/-', 'value': 3},
                         {'op': 'move', 'from': '/x', 'path': '/n'},
                         {'op': 'copy', 'from': '/y', 'path': '/m'},
                         {'op': 'test', 'path': '/m', 'value': 1},
                         {'op': 'remove', 'path': '/y'}]
                        """));
    }

    @Test
    @DisplayName("JSON patch: a failed test, a missing path and a broken pointer are refused")
    void jsonPatchRefusals() {
        assertEquals(422, refusal("[{'op': 'test', 'path': '/a', 'value': 2}]"));
        assertEquals(422, refusal("[{'op': 'remove', 'path': '/b'}]"));
        assertEquals(422, refusal("[{'op': 'add', 'path': '/b/c', 'value': 1}]"));
        assertEquals(400, refusal("[{'op': 'add', 'path': 'b', 'value': 1}]"));
        assertEquals(422, refusal("[{'op': 'dance', 'path': '/a'}]"));
    }

    @Test
    @DisplayName("strategic merge: keyed lists merge by key, and directives are obeyed")
    void strategicMerge() {
        assertEquals(
                json(
                        "{'spec': {'containers': [{'name': 'a', 'image': '2'}, {'name': 'c'}],"
                                + " 'args': ['z'], 'gone': {}}, 'metadata': {'finalizers': ['y', 'x']}}"),
                StrategicMerge.apply(
                        json(
                                "{'spec': {'containers': [{'name': 'a', 'image': '1'}, {'name': 'b'}],"
                                        + " 'args': ['x'], 'gone': {'k': 1}},"
                                        + " 'metadata': {'finalizers': ['x']}}"),
                        json(
                                "{'spec': {'containers': [{'name': 'a', 'image': '2'},"
                                        + " {'name': 'b', '$patch': 'delete'}, {'name': 'c'}],"
                                        + " 'args': ['z'], 'gone': {'$patch': 'replace'}},"
                                        + " 'metadata': {'finalizers': ['y']}}")));
    }

    private static int refusal(String operations) {
        return assertThrows(ApiError.class, () -> patched("{'a': 1}", operations)).code();
    }

    private static Map<String, Object> patched(String object, String operations) {
        byte[] body = operations.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return JsonPatch.apply(json(object), Bodies.operations(body));
    }

    private static Map<String, Object> json(String text) {
        return Json.object(text.replace('\'', '"'));
    }
}
