package io.meshfed.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.probe.Finding.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {

    private static Verdict share(String expectation, int west, int east) {
        Measurement measured =
                Counted.nothing().answers(west, "west").answers(east, "east").measured();
        return Share.parse(expectation).judge(measured).verdict();
    }

    @ParameterizedTest
    @CsvSource({
        "west=50±10, 250, 250, HOLDS",
        "west=50±10, 225, 275, HOLDS",
        "west=50±10, 150, 350, BROKEN",
        "west=50±10, 195, 305, UNDECIDED",
        "west=50±10, 5, 5, UNDECIDED",
        "west=50±10, 0, 10, BROKEN",
        "west=50±10, 0, 0, UNDECIDED",
        "west=25+-5, 500, 1500, HOLDS",
        "west=25+/-5, 0, 2000, BROKEN",
        "west=100±2, 500, 0, HOLDS",
        "west=100±2, 20, 0, UNDECIDED",
        "west=0±2, 0, 500, HOLDS",
    })
    @DisplayName("a share holds, is broken, or cannot be told from so few answers")
    void shares(String expectation, int west, int east, Verdict verdict) {
        assertEquals(verdict, share(expectation, west, east));
    }

    @ParameterizedTest
    @CsvSource({
        "west=100, 500, 0, HOLDS",
        "west=100, 499, 1, BROKEN",
        "west=100, 29, 0, UNDECIDED",
        "west=0, 0, 30, HOLDS",
        "west=0, 1, 500, BROKEN",
        "west=0, 0, 0, UNDECIDED",
    })
    @DisplayName("of all and of none there is no exception, but thirty answers it takes")
    void exactly(String expectation, int west, int east, Verdict verdict) {
        assertEquals(verdict, share(expectation, west, east));
    }

    @Test
    @DisplayName("shares are of versions and clusters too, and of answers, not of requests")
    void dimensions() {
        Measurement measured =
                Counted.nothing()
                        .answers(100, "west")
                        .failures(900, FailureKind.REFUSED)
                        .measured();

        for (String all : new String[] {"west=100", "version:v1=100", "cluster:aro=100"}) {
            assertEquals(Verdict.HOLDS, Share.parse(all).judge(measured).verdict(), all);
        }
        assertEquals(Verdict.BROKEN, Share.parse("version:v2=100").judge(measured).verdict());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "west",
                "west=",
                "west=101",
                "west=50",
                "west=50±",
                "west=50±101",
                "west=-1±2",
                "pod:x=50±1",
                "a b=50±1",
                "west=50±10,east=50±10"
            })
    @DisplayName("what is no share, or a share without a tolerance, is refused")
    void refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Share.parse(text));
    }

    @Test
    @DisplayName("a locale that cannot express ± takes nothing away")
    void posixLocale() {
        assertEquals("west=50±10", Share.parse("west=50\ufffd\ufffd10").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "99.9, 5000, 0, HOLDS",
        "99.9, 1000, 0, UNDECIDED",
        "99.9, 5000, 3, UNDECIDED",
        "99.9, 5000, 50, BROKEN",
        "99.9, 99, 1, BROKEN",
        "99, 500, 0, HOLDS",
        "100, 1, 0, UNDECIDED",
        "100, 29, 0, UNDECIDED",
        "100, 30, 0, HOLDS",
        "100, 1, 1, BROKEN",
        "100, 5000, 1, BROKEN",
        "0, 0, 500, HOLDS",
        "50, 0, 500, BROKEN",
        "50, 0, 0, UNDECIDED",
    })
    @DisplayName("a success rate holds, is broken, or cannot be told from so few requests")
    void success(double least, int answered, int failed, Verdict verdict) {
        Measurement measured =
                Counted.nothing()
                        .answers(answered, "west")
                        .failures(failed, FailureKind.REFUSED)
                        .measured();

        assertEquals(verdict, new MinSuccess(least).judge(measured).verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "500, 0, 0, HOLDS",
        "500, 20, 0, BROKEN",
        "500, 0, 20, BROKEN",
        "500, 5, 0, UNDECIDED",
        "100, 0, 0, UNDECIDED",
        "0, 0, 0, UNDECIDED",
    })
    @DisplayName("one of a hundred may be slow, and what was given up was")
    void latency(int quick, int slow, int timeouts, Verdict verdict) {
        Measurement measured =
                Counted.nothing()
                        .answers(quick, "west", Duration.ofMillis(200))
                        .answers(slow, "west", Duration.ofMillis(250))
                        .failures(timeouts, FailureKind.TIMEOUT)
                        .measured();

        assertEquals(verdict, new MaxP99(Duration.ofMillis(220)).judge(measured).verdict());
    }

    @Test
    @DisplayName("who is told of too few requests is told how many are enough, and it is true")
    void enough() {
        Finding few = new MinSuccess(99.9).judge(Counted.nothing().answers(500, "west").measured());

        assertTrue(few.hint().contains("--requests 3000"), few.hint());
        assertEquals(
                Verdict.HOLDS,
                new MinSuccess(99.9)
                        .judge(Counted.nothing().answers(3000, "west").measured())
                        .verdict());
    }

    @Test
    @DisplayName("at the limit itself no number of requests is promised to be enough")
    void neverEnough() {
        Measurement measured = Counted.nothing().answers(60, "west").answers(40, "east").measured();

        String hint = Share.parse("west=50±10").judge(measured).hint();

        assertTrue(hint.startsWith("So near to the limit"), hint);
    }

    @Test
    @DisplayName("intervals are those of the textbook")
    void wilson() {
        Wilson some = Wilson.of(10, 100, Wilson.TWO_SIDED);
        Wilson none = Wilson.of(0, 10, Wilson.TWO_SIDED);

        assertEquals(0.0552, some.lower(), 0.0001);
        assertEquals(0.1744, some.upper(), 0.0001);
        assertEquals(0, none.lower());
        assertEquals(0.2775, none.upper(), 0.0001);
        assertEquals(new Wilson(0, 1), Wilson.of(0, 0, Wilson.TWO_SIDED));
    }
}
