package io.meshfed.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.probe.Finding.Verdict;
import io.meshfed.probe.Timeline.Moment;
import io.meshfed.probe.Timeline.Passage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static Optional<Duration> millis(long millis) {
        return Optional.of(Duration.ofMillis(millis));
    }

    private static List<Verdict> verdicts(DrillVerdict wanted, Timeline timeline) {
        return wanted.judge(timeline).stream().map(Finding::verdict).toList();
    }

    @Test
    @DisplayName(
            "a failover counts from the scaling: what was lost, the first answer, and all of them")
    void failover() {
        // Taken away at 1.99 s; the peer's first answer ends at 2.31 s, and from the one that ends
        // at 2.51 s on all are its own.
        assertEquals(
                Optional.of(new Passage(3, millis(320), millis(520))), Story.usual().failover());
    }

    @Test
    @DisplayName("the return counts from the scaling back")
    void comeback() {
        // Given back at 4.49 s; the first own answer ends at 4.91 s, and from the one that ends at
        // 5.11 s on all are.
        assertEquals(
                Optional.of(new Passage(1, millis(420), millis(620))), Story.usual().comeback());
        assertEquals(4, Story.usual().lost());
        assertEquals(0, Story.usual().lostBefore());
    }

    @Test
    @DisplayName("who goes over without losing a request was steady from the first one on")
    void seamless() {
        Timeline timeline =
                new Story().answers(5, "east").then(Moment.TAKEN_AWAY).answers(5, "west").told();

        assertEquals(Optional.of(new Passage(0, millis(20), millis(20))), timeline.failover());
    }

    @Test
    @DisplayName("a request that the change cut off is lost by it")
    void underWay() {
        Duration begin = Duration.ofMillis(50);
        Timeline timeline =
                new Timeline(
                        "east",
                        "west",
                        List.of(Sample.failed(Duration.ZERO, Duration.ofMillis(60), "timeout")),
                        Map.of(Moment.TAKEN_AWAY, begin));

        assertEquals(1, timeline.lost());
        assertEquals(0, timeline.lostBefore());
    }

    @Test
    @DisplayName("a mesh is steady for as long as every request up to the last was its own")
    void steadily() {
        Timeline timeline = new Story().answers(3, "east").fails(1).answers(6, "east").told();

        assertEquals(Duration.ofMillis(500), timeline.steadily("east"));
        assertEquals(Duration.ZERO, timeline.steadily("west"));
        assertEquals(Duration.ZERO, new Story().told().steadily("east"));
        assertEquals(
                Duration.ZERO, new Story().answers(3, "east").fails(1).told().steadily("east"));
    }

    @Test
    @DisplayName("every second says who answered how often, and how many failed")
    void seconds() {
        List<Second> seconds = Story.usual().seconds();

        assertEquals(8, seconds.size());
        assertEquals(new Second(new TreeMap<>(Map.of("east", 10L)), 0), seconds.get(0));
        assertEquals(new Second(new TreeMap<>(Map.of("east", 1L, "west", 6L)), 3), seconds.get(2));
    }

    @Test
    @DisplayName("answers and failures come in any order, and count by when they were due")
    void anyOrder() {
        Timeline usual = Story.usual();
        List<Sample> shuffled = new ArrayList<>(usual.samples());
        Collections.shuffle(shuffled, new Random(1));

        assertEquals(usual, new Timeline("east", "west", shuffled, usual.moments()));
    }

    @Test
    @DisplayName("without a limit it counts that the peer took over and the mesh came back")
    void verdict() {
        DrillVerdict any = new DrillVerdict(DrillVerdict.ANY, DrillVerdict.EVER);

        assertEquals(List.of(Verdict.HOLDS, Verdict.HOLDS), verdicts(any, Story.usual()));
        Timeline never =
                new Story()
                        .answers(5, "east")
                        .then(Moment.TAKEN_AWAY)
                        .fails(5)
                        .then(Moment.GIVEN_BACK)
                        .fails(5)
                        .told();
        assertEquals(List.of(Verdict.BROKEN, Verdict.BROKEN), verdicts(any, never));
    }

    @Test
    @DisplayName("a limit that is met holds, one that is missed by one does not")
    void limits() {
        Duration steady = Duration.ofMillis(520);

        assertEquals(
                List.of(Verdict.HOLDS, Verdict.HOLDS, Verdict.HOLDS),
                verdicts(new DrillVerdict(4, steady), Story.usual()));
        assertEquals(
                List.of(Verdict.BROKEN, Verdict.BROKEN, Verdict.HOLDS),
                verdicts(new DrillVerdict(3, steady.minusNanos(1)), Story.usual()));
    }

    @Test
    @DisplayName("what was broken off proves nothing")
    void brokenOff() {
        Timeline begun = new Story().answers(5, "east").told();

        assertEquals(
                List.of(Verdict.UNDECIDED, Verdict.HOLDS, Verdict.UNDECIDED),
                verdicts(new DrillVerdict(0, Duration.ofSeconds(1)), begun));
    }
}
