package io.meshfed.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuresTest {

    private static Answerer read(String body) {
        return Answerer.of(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("percentiles are those of the answers, to the tenth of a percent")
    void percentiles() {
        Counted counted = Counted.nothing();
        for (int millis = 1; millis <= 1000; millis++) {
            counted.answers(1, "west", Duration.ofMillis(millis));
        }
        Latencies latencies = counted.failures(7, FailureKind.LOST).measured().latencies();

        assertEquals(500, Millis.of(latencies.percentile(50)), 0.5);
        assertEquals(990, Millis.of(latencies.percentile(99)), 1);
        assertEquals(1000, Millis.of(latencies.max()), 1);
        assertEquals(100, latencies.slowerThan(Duration.ofMillis(900)));
    }

    @Test
    @DisplayName("without an answer there is no latency, and nothing breaks")
    void nothing() {
        Measurement measured = Counted.nothing().measured();

        assertEquals(Duration.ZERO, measured.latencies().percentile(99));
        assertEquals(0, measured.successPercent());
        assertEquals(0, measured.slowerThan(Duration.ofMillis(1)));
    }

    @Test
    @DisplayName("an answer says who gave it, wherever in it")
    void answerer() {
        assertEquals(
                new Answerer("west", "v1", "rosa"),
                read(
                        """
                        {"a": [{"mesh": "inner"}], "version": "v1", "n": 1.5, "mesh": "west",
                         "cluster": "rosa", "deep": {"mesh": "inner"}}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "west",
                "[]",
                "null",
                "{\"mesh\": 3}",
                "{\"mesh\": {\"a\": 1}}",
                "{\"mesh\": \"west\"",
                "{\"mesh\": \"west\",",
                "<html>mesh</html>"
            })
    @DisplayName("an answer that says nothing of that, or breaks off, is nobody's")
    void nobody(String body) {
        assertEquals(Answerer.UNKNOWN, read(body));
    }

    @Test
    @DisplayName("names that answers make up are made visible and cut")
    void hostileNames() {
        String mesh = read("{\"mesh\": \"a\\u001b[31mb\\n" + "x".repeat(1000) + "\"}").mesh();

        assertTrue(mesh.startsWith("a\\u001b[31mb\\u000ax"), mesh);
        assertTrue(mesh.length() < 100, mesh);
    }

    @Test
    @DisplayName("however many names answers make up, only so many are kept, and none is lost")
    void manyNames() {
        Counted counted = Counted.nothing();
        for (int i = 0; i < 1000; i++) {
            counted.answers(1, "mesh-" + i);
        }
        SortedMap<String, Long> meshes = counted.measured().shares().get(Dimension.MESH);

        assertEquals(Measures.MOST_NAMES + 1, meshes.size());
        assertEquals(1000 - Measures.MOST_NAMES, meshes.get(Measures.OTHERS));
    }

    @Test
    @DisplayName("a rate that is not whole is never written as whole")
    void percentages() {
        assertEquals("99.99%", Percent.text(99.99999));
        assertEquals("0.01%", Percent.text(0.00001));
        assertEquals("100%", Percent.text(100));
        assertEquals("33.33%", Percent.text(100.0 / 3));
        assertEquals("10%", Percent.text(10));
    }

    @Test
    @DisplayName("times are written as short as they can be")
    void times() {
        assertEquals("0.85ms", Millis.text(Duration.ofNanos(850_000)));
        assertEquals("12ms", Millis.text(Duration.ofMillis(12)));
        assertEquals("1.25s", Millis.text(Duration.ofMillis(1250)));
        assertEquals("110ms", Millis.text(Duration.ofMillis(110)));
    }
}
