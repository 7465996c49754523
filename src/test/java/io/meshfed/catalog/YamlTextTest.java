package io.meshfed.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yaml.snakeyaml.Yaml;

@DisplayName("a string stays that string, for readers of YAML 1.1 and 1.2")
class YamlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "No",
                "on",
                "~",
                "null",
                "true",
                "0.1",
                "1.6.0",
                "0o7",
                "017",
                "1_000",
                "12:30",
                "1e3",
                "2026-11-22",
                "a: b",
                "a:",
                ":a",
                "a #b",
                "#a",
                "- a",
                "-",
                "?",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "{a",
                "[a",
                "'a",
                "\"a",
                "a\nb",
                " a",
                "a ",
                "--a=$(params.b)",
                "--a=b:c",
                "a\\b",
                "a, b",
                "N",
                "y",
                "http://a/b",
                "é",
                "1:2",
                "a=1"
            })
    void roundTrip(String value) {
        Map<String, Object> tree =
                Trees.map("a", value, "b", List.of(value, Trees.map("c", value, "d", List.of())));
        String text = YamlText.of(List.of("header"), tree);

        assertEquals(tree, new Load(LoadSettings.builder().build()).loadFromString(text));
        assertEquals(tree, new Yaml().load(text));
    }
}
