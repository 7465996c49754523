package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever changes where requests go may be cut off at any moment, and they still arrive. */
class RouteCrashTest {

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({
        "ROUTE_BALANCE, 36, 6",
        "ROUTE_FAILOVER, 63, 13",
        "ROUTE_BACK, 57, 12",
        "ROUTE_NONE, 27, 12",
        "UNFEDERATE_ROUTED, 58, 19"
    })
    @DisplayName(
            "B1, B2: cut off before, at or after any request but those that wait on, a change of pattern is finished by one more run, and nothing is sent where nobody answers")
    void once(Story story, int pinned, int unlike) {
        List<Alike> all = Schedules.singles(Schedule.of(story), new Fresh());
        Schedules.run(story + ", cut once", all);
        Schedules.requireAtLeast(pinned, unlike, all);
    }

    /** A lease that is renewed while somebody waits is no write of his. */
    static boolean routes(Sent request) {
        return request.writes() && !request.path().contains("/leases/");
    }

    @Test
    @DisplayName(
            "unfederate leaves no route and no rule of ours behind, and users' own as they were")
    void nothingLeft() {
        World world = Story.UNFEDERATE_ROUTED.world();
        assertEquals(
                List.of("kube-info", "meshfed-kube-info", "meshfed-kube-info"), routing(world));

        assertTrue(world.run(Command.UNFEDERATE).ok());

        assertEquals(List.of("kube-info"), routing(world));
    }

    /** Names of VirtualServices and DestinationRules. */
    private static List<String> routing(World world) {
        return world.api("aro").latest().values().stream()
                .filter(
                        each ->
                                List.of("virtualservices", "destinationrules")
                                        .contains(each.type().plural()))
                .filter(each -> !each.after().isEmpty())
                .map(Stored::name)
                .sorted()
                .toList();
    }
}
