package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Answer;
import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 45 s after a change of what is exported the gateway drops its connections for about a second. */
class DroppedConnectionTest {

    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final int MINUTE = 600;

    @Test
    @DisplayName("requests are routed to a peer whose connection just ended: it is waited for")
    void waits() {
        World world = dropped();

        Ran ran = world.run(Command.ROUTE_BALANCE);

        assertTrue(ran.ok(), ran::toString);
        assertEquals(List.of(), world.oracle().wrong());
    }

    @Test
    @DisplayName("a connection that stays away for more than ten seconds is refused")
    void stays() {
        World world = dropped();

        Ran ran = world.run(Command.ROUTE_BALANCE, new Standing());

        assertEquals(Optional.of(ErrorClass.PRECOND), ran.verdict(), ran::toString);
        assertTrue(ran.took().compareTo(Duration.ofSeconds(10)) > 0, ran::toString);
        assertTrue(ran.took().compareTo(Duration.ofSeconds(15)) < 0, ran::toString);
        assertTrue(ran.writes().stream().noneMatch(RouteCrashTest::routes), ran::toString);
    }

    /** Peers tell for ever what they tell first. */
    private static final class Standing implements Line.Meddler {

        private final Map<String, Answer> told = new HashMap<>();

        @Override
        public Answer meet(int number, Sent request, Line line) {
            Answer answer = line.serve(request);
            return request.path().contains(ResourceTypes.PEER.plural() + "?")
                    ? told.computeIfAbsent(request.cluster(), first -> answer)
                    : answer;
        }
    }

    /** In which a connection ended this moment. */
    private static World dropped() {
        World world = new World();
        assertTrue(world.run(Command.FEDERATE_BEFORE).ok());
        world.clock().advance(Duration.ofMinutes(2));
        Visitors.settle(world);
        world.beginPipeline();
        world.run(Command.FEDERATE, DroppedConnectionTest::untilImported);
        untilDropped(world);
        return world;
    }

    /** All sets are written, and nobody waits for what comes of it. */
    private static Answer untilImported(int number, Sent request, Line line) {
        Answer answer = line.serve(request);
        if (request.writes() && request.path().contains(ResourceTypes.IMPORTS.plural())) {
            line.end();
        }
        return answer;
    }

    private static void untilDropped(World world) {
        for (int moment = 0; moment < MINUTE; moment++) {
            if (isDropped(world)) {
                return;
            }
            world.clock().advance(MOMENT);
        }
        throw new AssertionError("no connection ended");
    }

    private static boolean isDropped(World world) {
        return world.api("rosa").latest().values().stream()
                .filter(object -> object.type().equals(ResourceTypes.PEER))
                .map(object -> String.valueOf(object.after().get("status")))
                .anyMatch(status -> !status.contains("watch={connected=true"));
    }
}
