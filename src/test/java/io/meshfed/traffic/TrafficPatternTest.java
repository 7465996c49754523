package io.meshfed.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.Federation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a traffic pattern")
class TrafficPatternTest {

    private static final Federation FEDERATION =
            FederationReader.parse(RoutingTest.THREE_MESHES, "federation.yaml").federation();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "standard",
                "mirror:west=10",
                "balance:east=50,west=50",
                "balance:east=34,east2=33,west=33",
                "failover:west",
                "failover:west@us-east"
            })
    @DisplayName("is read back from its own text")
    void text(String text) {
        assertEquals(text, TrafficPattern.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "balance",
                "balance:",
                "balance:east=50",
                "balance:east=50,east=50",
                "balance:east=101,west=-1",
                "mirror:west=0",
                "mirror:west=10,east=90",
                "mirror:west",
                "failover:west,east",
                "standard:west",
                "none@here",
                "balance:east=50,west=50@here"
            })
    @DisplayName("is none that its text does not say whole")
    void notAPattern(String text) {
        assertEquals(Optional.empty(), TrafficPattern.parse(text));
    }

    @Test
    @DisplayName("that cannot be is told with all its mistakes at once")
    void problems() {
        PatternWish wish =
                new PatternWish(
                        TrafficPattern.Kind.BALANCE,
                        new TreeMap<>(Map.of("eats", 60, "west", 60)),
                        "",
                        100,
                        "");

        assertEquals(
                List.of(
                        "'eats' is no peer of 'east'; did you mean 'east'?",
                        "the weights add up to 120, and must to 100"),
                wish.problems(FEDERATION, FEDERATION.mesh("east").orElseThrow()));
    }

    @Test
    @DisplayName("leads to peers with a weight only, and an open one to all")
    void directions() {
        var east = FEDERATION.mesh("east").orElseThrow();
        PatternWish some =
                PatternWish.of(TrafficPattern.parse("balance:east=100,west=0").orElseThrow());
        PatternWish open =
                new PatternWish(TrafficPattern.Kind.MIRROR, new TreeMap<>(), "", 100, "");

        assertEquals(List.of(), some.directions(FEDERATION, east));
        assertEquals(2, open.directions(FEDERATION, east).size());
        assertEquals(1, open.withPeer("west").directions(FEDERATION, east).size());
    }

    @Test
    @DisplayName("keeps the sum of what it shares out")
    void spread() {
        assertEquals(List.of(34, 33, 33), Spread.of(100, List.of(1, 1, 1)));
        assertEquals(List.of(45, 5, 50), Spread.of(100, List.of(4500, 500, 5000)));
        assertEquals(List.of(2, 1), Spread.of(3, List.of(50, 50)));
    }
}
