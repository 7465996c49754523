package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import io.meshfed.probe.Finding.Verdict;
import io.meshfed.probe.Timeline.Passage;
import io.meshfed.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a drill should show.
 *
 * @param maxLost requests that may fail
 * @param maxSeconds until the peer answers every request
 */
public record DrillVerdict(long maxLost, Duration maxSeconds) {

    /** As many as there are. */
    public static final long ANY = Long.MAX_VALUE;

    /** However long it takes. */
    public static final Duration EVER = Duration.ofDays(365);

    public DrillVerdict {
        requireNonNull(maxSeconds);
    }

    /** Peer first, then what was lost, then the way back. */
    public List<Finding> judge(Timeline timeline) {
        List<Finding> findings = new ArrayList<>();
        findings.add(takenOver(timeline));
        if (maxLost != ANY) {
            findings.add(lost(timeline));
        }
        findings.add(cameBack(timeline));
        return findings;
    }

    private Finding takenOver(Timeline timeline) {
        Optional<Passage> failover = timeline.failover();
        String wanted =
                maxSeconds.equals(EVER) ? "failover" : "max-seconds " + Millis.text(maxSeconds);
        if (failover.isEmpty()) {
            return undecided(wanted, "the service was never taken away");
        }
        Optional<Duration> steady = failover.get().steady();
        boolean inTime = steady.filter(time -> time.compareTo(maxSeconds) <= 0).isPresent();
        String statement =
                steady.map(
                                time ->
                                        "'%s' answered every request %s after '%s' was taken away"
                                                .formatted(
                                                        timeline.peer(),
                                                        Millis.text(time),
                                                        timeline.local()))
                        .orElse(
                                "'%s' never answered every request while '%s' could not"
                                        .formatted(timeline.peer(), timeline.local()));
        String limit =
                maxSeconds.equals(EVER)
                        ? ""
                        : "; at most %s wanted".formatted(Millis.text(maxSeconds));
        return new Finding(
                inTime ? Verdict.HOLDS : Verdict.BROKEN,
                wanted,
                statement + limit,
                inTime
                        ? ""
                        : "Who answered meanwhile stands in the timeline; workloads that were not scaled answer on.");
    }

    private Finding lost(Timeline timeline) {
        boolean holds = timeline.lost() <= maxLost;
        return new Finding(
                holds ? Verdict.HOLDS : Verdict.BROKEN,
                "max-lost " + maxLost,
                "%s lost; at most %d wanted"
                        .formatted(Words.count(timeline.lost(), "request"), maxLost),
                holds ? "" : "When they were lost stands in the timeline.");
    }

    private static Finding cameBack(Timeline timeline) {
        Optional<Passage> back = timeline.comeback();
        if (back.isEmpty()) {
            return undecided("return", "the service was not given back while it was looked at");
        }
        Optional<Duration> steady = back.get().steady();
        return new Finding(
                steady.isPresent() ? Verdict.HOLDS : Verdict.BROKEN,
                "return",
                steady.map(
                                time ->
                                        "'%s' answered every request again %s after it was given back"
                                                .formatted(timeline.local(), Millis.text(time)))
                        .orElse(
                                "'%s' did not answer every request again"
                                        .formatted(timeline.local())),
                steady.isPresent()
                        ? ""
                        : "Look at its pods, and at outlier detection that still holds.");
    }

    private static Finding undecided(String wanted, String statement) {
        return new Finding(Verdict.UNDECIDED, wanted, statement, "Run the drill again.");
    }
}
