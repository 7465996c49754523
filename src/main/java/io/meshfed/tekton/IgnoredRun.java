package io.meshfed.tekton;

import io.meshfed.cluster.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Notices that nobody takes up a run that is followed, and says so once. */
public final class IgnoredRun {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Clocks differ, so a run that we did not see made has to be older than they can differ by. */
    private static final Duration OLD = Duration.ofMinutes(2);

    private static final String HINT =
            "Tekton has not taken this run up yet; is its controller running? kubectl -n tekton-pipelines get pods";

    private final Deadline patience;
    private boolean told;

    IgnoredRun() {
        this(PATIENCE);
    }

    IgnoredRun(Duration patience) {
        this.patience = Deadline.in(patience);
    }

    Optional<String> hint(RunState run) {
        boolean seenLong = run.phase() == Phase.WAITING && patience.passed();
        if (told || !(seenLong || old(run))) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(HINT);
    }

    /** For those who look once. */
    public static Optional<String> atOnce(RunState run) {
        return old(run) ? Optional.of(HINT) : Optional.empty();
    }

    private static boolean old(RunState run) {
        return run.ignored(Instant.now()).filter(time -> time.compareTo(OLD) > 0).isPresent();
    }
}
