package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.crash.Schedule.Outcome;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.traffic.LocalService;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests of drills go wrong; drills are too long for all kinds of faults. */
class DrillFaultTest {

    /** What leads back stands in these. */
    private static final List<String> LASTING =
            Stream.of(
                            LocalService.virtualService(Visitors.SERVICE),
                            LocalService.destinationRule(Visitors.SERVICE),
                            Drilled.MEMORY)
                    .map(DrillFaultTest::path)
                    .toList();

    private static String path(ObjectRef ref) {
        return "/namespaces/%s/%s/%s".formatted(ref.namespace(), ref.type().plural(), ref.name());
    }

    private static boolean lasting(Sent request) {
        return LASTING.stream().anyMatch(request.path()::contains);
    }

    @Tag("schedules")
    @Test
    @DisplayName(
            "who is told once that something is not there forgets nothing that a drill has to put back: told so of its memory and of what routes requests")
    void lied() {
        once(DrillFaultTest::lasting, EnumSet.of(FaultKind.MISSING_404), 20);
    }

    @Tag("long")
    @Test
    @DisplayName(
            "any request of a drill may be told once that nothing is there, or be carried out without an answer, and everything comes back")
    void anywhere() {
        List<Outcome> outcomes =
                once(new Fresh(), EnumSet.of(FaultKind.MISSING_404, FaultKind.RESET_AFTER), 230);
        outcomes.stream()
                .filter(
                        outcome ->
                                outcome.schedule()
                                        .toString()
                                        .contains(FaultKind.RESET_AFTER.name()))
                .forEach(
                        outcome ->
                                assertEquals(
                                        Optional.of(ErrorClass.OK),
                                        outcome.broken().get(0).verdict(),
                                        outcome::toString));
    }

    private static List<Outcome> once(Predicate<Sent> at, Set<FaultKind> kinds, int pinned) {
        Story story = Story.DRILL_RESTORED;
        List<Integer> requests = Schedules.numbers(Schedules.undisturbed(story), at);
        List<Schedule> schedules =
                kinds.stream()
                        .flatMap(
                                kind ->
                                        requests.stream()
                                                .map(number -> Faults.one(kind, number))
                                                .map(fault -> Schedule.of(story, fault)))
                        .toList();
        List<Outcome> outcomes = Schedules.run(story + ", one fault", schedules.stream());
        Schedules.requireAtLeast(pinned, schedules);
        return outcomes;
    }

    @Tag("long")
    @Test
    @DisplayName(
            "who puts back what a drill left while the service was away is told once that something is not there, anywhere, and nothing is lost")
    void restored() {
        Story story = Story.DRILL_RESTORED;
        List<Integer> scaled =
                Schedules.numbers(
                        Schedules.undisturbed(story), sent -> sent.path().contains("/scale?"));
        Schedule away = Schedule.of(story, new Cut(Cut.Moment.BEFORE, scaled.get(1)));
        List<Schedule> schedules =
                Schedules.numbers(away.run().mended().requests(), new Fresh()).stream()
                        .map(number -> away.then(Faults.one(FaultKind.MISSING_404, number)))
                        .toList();
        Schedules.run(story + ", put back", schedules.stream());
        Schedules.requireAtLeast(55, schedules);
    }
}
