package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.mesh.MeshHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever started the command went home, and somebody else comes back to it. */
class LateRerunTest {

    private static final Duration LATE = Duration.ofMinutes(5);

    @Tag("schedules")
    @ParameterizedTest
    @CsvSource({
        "FEDERATE, 24, 14",
        "FEDERATE_UNDONE, 22, 13",
        "UNFEDERATE, 28, 16",
        "UNFEDERATE_UNDONE, 28, 16",
        "SHARE_TRUST, 12, 7",
        "SHARE_RENEWED_TRUST, 12, 7",
        "APPLY_CHANGED_SET, 28, 15",
        "DELETE_SET, 20, 11",
        "EVERYTHING, 40, 24"
    })
    @DisplayName(
            "B1, B2, A12: five minutes after a cut at a write, one more run finishes the command, or takes it back")
    void late(Story story, int pinned, int unlike) {
        List<Alike> all = Schedules.singles(Schedule.of(story).after(LATE), Sent::writes);
        if (story == Story.FEDERATE_UNDONE) {
            List<Cut> between = betweenPeers(Schedules.undisturbed(story));
            all =
                    all.stream()
                            .filter(
                                    alike ->
                                            alike.none(each -> between.containsAll(each.mishaps())))
                            .toList();
        }
        Schedules.run(story + ", cut once, taken up late", all);
        Schedules.requireAtLeast(pinned, unlike, all);
    }

    /** One peer is there, the other not: after a minute its mesh is frozen and drains nothing. */
    private static List<Cut> betweenPeers(List<Sent> requests) {
        List<Integer> peers = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            Sent request = requests.get(i);
            if (request.writes() && request.path().contains(ResourceTypes.PEER.plural())) {
                peers.add(i + 1);
            }
        }
        return List.of(
                new Cut(Cut.Moment.LOST, peers.get(0)), new Cut(Cut.Moment.BEFORE, peers.get(1)));
    }

    @Test
    @DisplayName(
            "B1, B2: unfederate five minutes after a cut between the two peers says which istiod to restart, and ends as found once that is done")
    void frozen() {
        for (Cut cut : betweenPeers(Schedules.undisturbed(Story.FEDERATE_UNDONE))) {
            World world = Story.FEDERATE_UNDONE.world();
            world.run(Command.FEDERATE, cut);
            world.clock().advance(LATE);
            Ran waited = world.run(Command.UNFEDERATE);

            assertEquals(Optional.of(ErrorClass.WAIT), waited.verdict(), waited::toString);
            String remedy = waited.failures().get(0).remedy();
            assertTrue(remedy.contains("rollout restart"), remedy);
            assertTrue(remedy.contains("istiod-aro-stg"), remedy);

            MeshHandle mesh = world.mesh("aro-stg-mesh");
            world.api("aro")
                    .store()
                    .delete(ResourceTypes.POD, "aro-stg-mesh", mesh.istiodPods().get(0));
            world.clock().advance(Duration.ofSeconds(20));
            Ran done = world.run(Command.UNFEDERATE);

            assertTrue(done.ok(), done::toString);
            assertEquals(Story.FEDERATE_UNDONE.goal(), State.whole(world));
            assertEquals(List.of(), world.oracle().wrong());
        }
    }
}
