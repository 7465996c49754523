package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Sent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("from any traffic pattern to any other")
class TransitionsTest {

    private static final List<Command> PATTERNS =
            List.of(
                    Command.ROUTE_NONE,
                    Command.ROUTE_STANDARD,
                    Command.ROUTE_MIRROR,
                    Command.ROUTE_BALANCE,
                    Command.ROUTE_FAILOVER);

    private static final Map<Command, SortedMap<String, Object>> FRESH =
            new EnumMap<>(Command.class);

    static Stream<Arguments> pairs() {
        return PATTERNS.stream()
                .flatMap(from -> PATTERNS.stream().map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    @DisplayName("ends in what it would have been from nothing, and again writes nothing")
    void pair(Command from, Command to) {
        World world = Story.visited();
        require(world.run(from));
        Ran there = require(world.run(to));
        assertEquals(List.of(), require(world.run(to)).writes());
        assertEquals(List.of(), world.oracle().wrong());

        assertEquals(fresh(to), State.whole(world), there::toString);
    }

    /** What stands when nothing stood before. */
    private static SortedMap<String, Object> fresh(Command to) {
        return FRESH.computeIfAbsent(
                to,
                command -> {
                    World world = Story.visited();
                    require(world.run(command));
                    return State.whole(world);
                });
    }

    private static Ran require(Ran ran) {
        assertTrue(ran.ok(), () -> ran + "\n" + writes(ran));
        return ran;
    }

    private static List<String> writes(Ran ran) {
        List<String> writes = new ArrayList<>();
        for (Sent write : ran.writes()) {
            writes.add(write.method() + " " + write.path());
        }
        return writes;
    }
}
