package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WiredSessions.Answer;
import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run sees is not what stands there: it is behind, or it misses something. */
class StaleReadTest {

    private static final int OLDEST = 3;

    private static final Set<String> WITH_STATUS =
            Set.of(
                    ResourceTypes.PEER.plural(),
                    ResourceTypes.EXPORTS.plural(),
                    ResourceTypes.IMPORTS.plural());

    @ParameterizedTest
    @EnumSource(value = Story.class, names = "APPLY_CHANGED_SET")
    @DisplayName(
            "A23: any read may be one, two or three changes behind: nothing is written that may not be, and the next run puts it right")
    void stale(Story story) {
        behind(story);
    }

    @Tag("schedules")
    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {
                "FEDERATE",
                "UNFEDERATE",
                "SHARE_TRUST",
                "SHARE_RENEWED_TRUST",
                "APPLY_SET",
                "DELETE_SET",
                "SCALE",
                "ROUTE_BALANCE",
                "EVERYTHING"
            })
    @DisplayName(
            "A23: the same of what else writes, route-traffic on the way to a balance and unfederate --everything included")
    void staleOthers(Story story) {
        behind(story);
    }

    private static void behind(Story story) {
        List<Schedule> schedules = new ArrayList<>();
        Reads reads = Reads.of(story);
        reads.depths.forEach(
                (request, depth) -> {
                    for (int changes = 1; changes <= Math.min(depth, OLDEST); changes++) {
                        schedules.add(Schedule.of(story, new Stale(request, changes)));
                    }
                });
        Schedules.run(story + ", a stale read", schedules.stream());
        Schedules.requireAtLeast(pinned(story), schedules);
    }

    private static int pinned(Story story) {
        return switch (story) {
            case FEDERATE -> 68;
            case UNFEDERATE -> 38;
            case APPLY_SET -> 2;
            case APPLY_CHANGED_SET -> 22;
            case DELETE_SET -> 16;
            case SCALE -> 20;
            case ROUTE_BALANCE -> 46;
            case EVERYTHING -> 2;
            default -> 6;
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {"FEDERATE", "UNFEDERATE"})
    @DisplayName("a status that stood for a while and was never read changes nothing in the end")
    void unseen(Story story) {
        List<Schedule> schedules =
                Reads.of(story).passing.stream()
                        .map(request -> Schedule.of(story, new Unseen(request)))
                        .toList();
        assertFalse(schedules.isEmpty());
        Schedules.run(story + ", a missed status", schedules.stream());
    }

    /** What the reads of an undisturbed run show. */
    private static final class Reads implements Line.Meddler {

        /** How often what a request reads had changed before. */
        private final Map<Integer, Integer> depths = new LinkedHashMap<>();

        /** The first reads of statuses that later reads of the same show otherwise. */
        private final List<Integer> passing = new ArrayList<>();

        private final Map<String, Stored> shown = new LinkedHashMap<>();
        private final Map<String, Integer> firstShown = new LinkedHashMap<>();

        static Reads of(Story story) {
            Reads reads = new Reads();
            Ran undisturbed = story.world().run(story.cut(), reads);
            assertTrue(undisturbed.ok(), undisturbed::toString);
            return reads;
        }

        @Override
        public Answer meet(int number, Sent request, Line line) {
            if (request.method().equals("GET")) {
                Past past = Past.of(line.api(request.cluster()), request);
                List<Stored> changes = past.changes();
                depths.put(number, changes.size());
                if (!changes.isEmpty()) {
                    show(number, request, changes.get(changes.size() - 1));
                }
            }
            return line.serve(request);
        }

        private void show(int number, Sent request, Stored last) {
            if (!WITH_STATUS.contains(last.type().plural())
                    || !last.after().containsKey("status")) {
                return;
            }
            String what = request.cluster() + " " + last.key();
            Stored before = shown.put(what, last);
            if (before == last) {
                return;
            }
            if (before != null) {
                passing.add(firstShown.get(what));
            }
            firstShown.put(what, number);
        }
    }
}
