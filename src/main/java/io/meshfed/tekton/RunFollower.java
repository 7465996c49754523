package io.meshfed.tekton;

import io.meshfed.cluster.Deadline;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.SafeText;
import io.meshfed.report.ShellWord;
import java.time.Duration;
import java.util.List;

/**
 * Follows a run to its end. Stopping to follow does nothing to the run; the next one who follows
 * sees all of it.
 */
public final class RunFollower {

    private static final Duration TICK = Duration.ofSeconds(1);

    /**
     * The verdict of a run may come a moment before that of its last task, and a watch that is cut
     * in between must be begun anew.
     */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** An API server that is upgraded comes back within this time. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(3);

    private static final Duration BETWEEN_CALLS = Duration.ofSeconds(2);

    private final TektonSession session;
    private final RunListener listener;
    private final Progress progress;
    private final LogChoice logs;
    private final IgnoredRun ignored = new IgnoredRun();
    private volatile RunState latest;

    public RunFollower(
            TektonSession session,
            String name,
            RunListener listener,
            Progress progress,
            LogChoice logs) {
        this.session = session;
        this.listener = listener;
        this.progress = progress;
        this.logs = logs;
        this.latest = RunState.unseen(new RunName(session.namespace(), name));
    }

    /** As last seen, for when following breaks off. */
    public RunState latest() {
        return latest;
    }

    /**
     * @param limit after which to stop following, as people typed it; zero for none
     * @return the run that is over, however it ended
     * @throws FederationException WAIT when the limit is over, PRECOND when the run is deleted
     */
    public RunState follow(Duration limit) {
        Deadline deadline = limit.isZero() ? Deadline.none() : Deadline.in(limit);
        try (RunWatch watch = new RunWatch(session, latest.name().name());
                LogPumps pumps = new LogPumps(session, listener, logs)) {
            RunState now = look(watch, deadline);
            if (!watch.deleted()) {
                logs.check(now);
            }
            while (true) {
                if (now.over() && !now.settled()) {
                    now = settle(watch, now);
                }
                tell(pumps, now);
                if (now.over()) {
                    return now;
                }
                requireThere(watch);
                requireTime(deadline, limit);
                ignored.hint(now).ifPresent(listener::warned);
                now = look(watch, deadline);
            }
        }
    }

    /** What a task said stands between the word that it began and the word that it is over. */
    private void tell(LogPumps pumps, RunState now) {
        RunState begun = now.withoutEndsSince(latest);
        listener.changed(latest, begun);
        pumps.update(now);
        if (!begun.equals(now)) {
            listener.changed(begun, now);
        }
        latest = now;
    }

    private RunState settle(RunWatch watch, RunState over) {
        Deadline deadline = Deadline.in(SETTLING);
        RunState now = over;
        while (!now.settled() && !deadline.passed() && !watch.deleted()) {
            now = look(watch, deadline);
        }
        return now;
    }

    /** An outage of the API server is no end of the run. */
    private RunState look(RunWatch watch, Deadline deadline) {
        Deadline patience = Deadline.in(LONGEST_OUTAGE);
        while (true) {
            try {
                Duration left = deadline.remaining();
                return watch.next(left.compareTo(TICK) < 0 ? left : TICK);
            } catch (FederationException failed) {
                boolean passing = failed.errorClass() == ErrorClass.TRANSIENT;
                if (!passing || patience.passed() || deadline.passed()) {
                    throw failed;
                }
                progress.waiting("the API server", failed.getMessage());
                session.cancellation().await(BETWEEN_CALLS);
                session.cancellation().throwIfCancelled();
            }
        }
    }

    private void requireThere(RunWatch watch) {
        if (watch.deleted()) {
            boolean never = latest.phase() == Phase.WAITING && latest.tasks().isEmpty();
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "%s: PipelineRun %s %s"
                            .formatted(
                                    session.where(),
                                    SafeText.of(latest.name().toString()),
                                    never ? "is not there" : "was deleted while it was followed"),
                    "What its steps did stays done; start it again to go on.");
        }
    }

    private void requireTime(Deadline deadline, Duration limit) {
        if (deadline.passed()) {
            throw new FederationException(
                    ErrorClass.WAIT,
                    "waited %s for the end of PipelineRun %s: it is %s"
                            .formatted(
                                    Durations.text(limit),
                                    SafeText.of(latest.name().toString()),
                                    latest.phase().label()),
                    "It goes on. To follow it again: " + goOn(session, latest.name()),
                    List.of(),
                    null);
        }
    }

    /** The command that follows the run, from its beginning. */
    public static String goOn(TektonSession session, RunName run) {
        return "meshfed pipeline logs %s --follow --namespace %s --context %s"
                .formatted(
                        ShellWord.of(run.name()),
                        ShellWord.of(run.namespace()),
                        ShellWord.of(session.context()));
    }
}
