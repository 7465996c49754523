package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever changes where requests go may be cut off at any of his writes, and they still arrive. */
class RouteCrashTest {

    private static final Map<Story, Integer> PINNED = new EnumMap<>(Story.class);

    static {
        PINNED.put(Story.ROUTE_BALANCE, 6);
        PINNED.put(Story.ROUTE_FAILOVER, 12);
        PINNED.put(Story.ROUTE_BACK, 10);
        PINNED.put(Story.ROUTE_NONE, 10);
        PINNED.put(Story.UNFEDERATE_ROUTED, 28);
    }

    static Stream<Story> stories() {
        return Story.ROUTES.stream();
    }

    @Tag("schedules")
    @ParameterizedTest
    @MethodSource("stories")
    @DisplayName(
            "B1, B2: cut off before, at or after any write, a change of pattern is finished by one more run, and nothing is sent where nobody answers")
    void once(Story story) {
        List<Sent> requests = Schedules.undisturbed(story);
        List<Schedule> schedules =
                Schedules.continued(Schedule.of(story), requests, RouteCrashTest::routes);
        Schedules.run(story + ", cut once at a write", schedules.stream());
        Schedules.requireAtLeast(PINNED.get(story), schedules);
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
