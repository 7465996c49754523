package io.meshfed.sandbox.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.testing.Yaml;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("what routes are found by")
class MatchTest {

    private static final Inbound REQUEST =
            new Inbound("GET", "shop.test", "/info/me", "a=1&b=2", Map.of("who", "alice"));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    uri: { prefix: /info }                          | true
                    uri: { prefix: /INFO }                          | false
                    uri: { prefix: /INFO }, ignoreUriCase: true     | true
                    uri: { exact: /info }                           | false
                    uri: { exact: /info/me }                        | true
                    uri: { regex: /info/.. }                        | true
                    uri: { regex: /info }                           | false
                    uri: { regex: '(' }                             | false
                    method: { exact: POST }                         | false
                    authority: { prefix: shop }                     | true
                    scheme: { exact: https }                        | false
                    headers: { Who: { exact: alice } }              | true
                    headers: { who: { exact: bob } }                | false
                    headers: { other: { } }                         | false
                    withoutHeaders: { who: { exact: alice } }       | false
                    withoutHeaders: { other: { } }                  | true
                    queryParams: { b: { exact: '2' } }              | true
                    queryParams: { b: { exact: '1' } }              | false
                    uri: { prefix: /info }, method: { exact: POST } | false
                    """)
    @DisplayName("all that one match says must be so")
    void match(String match, boolean fits) {
        assertEquals(fits, RequestMatch.of(Yaml.one("{ " + match + " }")).fits(REQUEST));
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "*, a.test, true",
        "*.test, a.test, true",
        "*.test, *.a.test, true",
        "*.a.test, *.b.test, false",
        "a.test, a.test, true",
        "a.test, b.test, false"
    })
    @DisplayName("hosts meet where one of them takes in the other")
    void domains(String one, String other, boolean meet) {
        assertEquals(meet, Domain.meet(one, other));
        assertEquals(meet, Domain.meet(other, one));
    }

    @ParameterizedTest(name = "{0} is {1} ms")
    @CsvSource({
        "250ms, 250",
        "0.5s, 500",
        "1m30s, 90000",
        "1h, 3600000",
        "'', -1",
        "5, -1",
        "s, -1"
    })
    @DisplayName("durations are read as mesh objects write them; what is none is absent")
    void durations(String text, long millis) {
        assertEquals(
                millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis),
                Durations.millis(text));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1", "2", "3", "7", "10", "64", "100", "1000"})
    @DisplayName("so many turns in a row meet every number below once")
    void spread(int whole) {
        Spread spread = new Spread();
        for (int round = 0; round < 3; round++) {
            TreeSet<Integer> met = new TreeSet<>();
            for (int i = 0; i < whole; i++) {
                met.add(spread.next(whole));
            }
            assertEquals(whole, met.size());
            assertEquals(whole - 1, met.last());
        }
    }

    @Test
    @DisplayName("ten turns at eight of ten are eight")
    void fewTurns() {
        Spread spread = new Spread();
        int met = 0;
        for (int i = 0; i < 10; i++) {
            met += spread.next(100) < 80 ? 1 : 0;
        }
        assertEquals(8, met);
    }
}
