package io.meshfed.gates;

import static io.meshfed.gates.PrometheusServer.series;
import static io.meshfed.gates.PrometheusServer.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("an answer of Prometheus is one number, or unknown")
class QueryAnswerTest {

    private static final Instant AT = Instant.parse("2024-11-22T20:00:00.250Z");

    private static Figure read(String body) throws UndecidedException {
        return QueryAnswer.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Opinion refused(String body) {
        return assertThrows(UndecidedException.class, () -> read(body), body).opinion();
    }

    @Test
    @DisplayName("a vector of one series and a scalar are numbers")
    void numbers() throws UndecidedException {
        assertEquals(new Figure(0.25, AT, 500), read(vector(series("0.25", AT))));
        assertEquals(
                new Figure(3, AT, Figure.NOT_SAID),
                read(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1732305600.25,\"3\"]}}"));
    }

    @Test
    @DisplayName("H2: no series and several series are unknown")
    void notOne() {
        assertEquals("no-data", refused(vector("")).reason());
        Opinion several = refused(vector(series("0") + "," + series("0")));
        assertEquals("several-series", several.reason());
        assertTrue(several.statement().contains("2 series"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "+Inf",
                "-Inf",
                "Inf",
                "Infinity",
                "",
                " ",
                "1 ",
                "0x10",
                "1d",
                "1f",
                "1_0",
                "1e999",
                "-1e999",
                "1,5",
                "١",
                "--1",
                "1e",
                "."
            })
    @DisplayName("H2: what is not a finite number is unknown")
    void notANumber(String value) {
        assertEquals("not-a-number", refused(vector(series(value))).reason());
    }

    @Test
    @DisplayName("warnings leave it unknown; notes do not")
    void warnings() throws UndecidedException {
        String good = vector(series("1", AT));
        String warned = good.replace("{\"status\"", "{\"warnings\":[\"no store\"],\"status\"");
        String noted = good.replace("{\"status\"", "{\"infos\":[\"no counter\"],\"status\"");

        assertEquals("incomplete", refused(warned).reason());
        assertTrue(refused(warned).statement().contains("no store"));
        assertEquals(1, read(noted).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"success\"",
                "{}",
                "{\"status\":\"success\"}",
                "{\"status\":\"ok\"}",
                "{\"status\":true}",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\"}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":{}}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[1]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"histogram\":[1,{}]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[\"1\",\"1\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,1]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,null]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1\",2]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"other\",\"result\":[1,\"1\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1\"]}} x"
            })
    @DisplayName("any other shape is not Prometheus' API")
    void shapes(String body) {
        assertEquals("not-prometheus", refused(body).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"matrix", "string"})
    @DisplayName("a range and a text are no number")
    void types(String type) {
        String body =
                "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":[1,\"1\"]}}"
                        .formatted(type);
        assertEquals("wrong-type", refused(body).reason());
    }

    @Test
    @DisplayName("what the server says cannot write on a terminal, nor without end")
    void hostile() {
        for (String field : List.of("error", "errorType")) {
            String said =
                    refused(
                                    "{\"status\":\"error\",\"%s\":\"\\u001b[2J\\n::error::%s\"}"
                                            .formatted(field, "x".repeat(5000)))
                            .statement();
            assertFalse(said.contains("\u001b") || said.contains("\n"), said);
            assertTrue(said.length() < 300, said);
        }
        assertFalse(refused(vector(series("\\u001b[2J"))).statement().contains("\u001b"));
    }

    @Test
    @DisplayName("cut off anywhere it is unknown")
    void cut() {
        String good = vector(series("0.25", AT));
        for (int length = 0; length < good.length(); length++) {
            assertEquals("not-prometheus", refused(good.substring(0, length)).reason());
        }
    }

    @Test
    @DisplayName("with a wrong character anywhere it is a number or unknown, and nothing else")
    void mutated() {
        String good = vector(series("0.25", AT));
        int unknown = 0;
        for (int at = 0; at < good.length(); at++) {
            for (char wrong : "{}[]\",: N".toCharArray()) {
                String broken = good.substring(0, at) + wrong + good.substring(at + 1);
                try {
                    assertTrue(Double.isFinite(read(broken).value()), broken);
                } catch (UndecidedException undecided) {
                    assertEquals(Verdict.UNKNOWN, undecided.opinion().verdict());
                    unknown++;
                }
            }
        }
        assertTrue(unknown > 500, "unknown: " + unknown);
    }
}
