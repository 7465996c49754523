package io.meshfed.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.probe.Answerer;
import io.meshfed.probe.Measures;
import io.meshfed.probe.Sample;
import io.meshfed.promotion.Gate.Probe;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeJudgeTest {

    private static final Probe GATE = new Probe("/info", 200, 99.5, Duration.ofMillis(300));

    private final Measures measures = new Measures();

    private void answered(int requests, long millis) {
        for (int i = 0; i < requests; i++) {
            measures.accept(
                    Sample.answered(Duration.ZERO, Duration.ofMillis(millis), Answerer.UNKNOWN));
        }
    }

    private void failed(int requests, String kind) {
        for (int i = 0; i < requests; i++) {
            measures.accept(Sample.failed(Duration.ZERO, Duration.ofMillis(1), kind));
        }
    }

    private Opinion judged() {
        return ProbeJudge.judge(GATE, measures.soFar());
    }

    @ParameterizedTest
    @CsvSource({"0, PASS", "1, PASS", "2, FAIL", "200, FAIL"})
    @DisplayName("so many of exactly these requests are answered, or it is a fail")
    void success(int failures, Verdict verdict) {
        answered(200 - failures, 5);
        failed(failures, "status 500");

        Opinion said = judged();

        assertEquals(verdict, said.verdict(), said::statement);
        assertEquals(verdict == Verdict.FAIL ? "success-rate" : "", said.reason());
        assertTrue(said.statement().contains("at least 99.5% wanted"), said::statement);
    }

    @ParameterizedTest
    @CsvSource({"0, PASS", "2, PASS", "3, FAIL"})
    @DisplayName("one of a hundred may take longer, and no more")
    void latency(int slow, Verdict verdict) {
        answered(200 - slow, 5);
        answered(slow, 400);

        assertEquals(verdict, judged().verdict(), judged()::statement);
        assertEquals(verdict == Verdict.FAIL ? "latency" : "", judged().reason());
    }

    @Test
    @DisplayName("without a limit for the latency nobody asks for it")
    void anyLatency() {
        answered(200, 5000);

        assertEquals(
                Verdict.PASS,
                ProbeJudge.judge(new Probe("/", 200, 99.5, Duration.ZERO), measures.soFar())
                        .verdict());
    }

    @Test
    @DisplayName("H2: fewer requests than the gate asks for are unknown, even when all fail")
    void tooFew() {
        assertEquals("too-few-requests", judged().reason());
        answered(199, 5);
        assertEquals(Verdict.UNKNOWN, judged().verdict());
        assertEquals("too-few-requests", judged().reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect refused",
                "host name not found",
                "not reachable",
                "TLS refused",
                "no connection free"
            })
    @DisplayName("H1: when not one request reached anybody it is unknown, and tells why")
    void unreachable(String kind) {
        failed(200, kind);

        assertEquals(Verdict.UNKNOWN, judged().verdict());
        assertEquals("unreachable", judged().reason());
        assertTrue(judged().statement().contains("200 × " + kind), judged()::statement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "connection lost", "no HTTP", "status 503"})
    @DisplayName("requests that somebody took and did not answer are the release's own failures")
    void taken(String kind) {
        failed(200, kind);

        assertEquals(Verdict.FAIL, judged().verdict());
    }
}
