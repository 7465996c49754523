package io.meshfed.tekton;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the logs of one task while they are written: try after try, step after step, through cuts.
 */
final class LogPump implements Runnable {

    /** After a cut, or an end that came too early, it is asked again so soon. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Whoever waits for the end of the run waits for these lines, too, and not for long. */
    private static final Duration AFTER_CUT = Duration.ofMillis(100);

    /** The last reading is the one that must not be cut; it is begun anew so often. */
    private static final int LAST_READINGS = 4;

    /**
     * So long may a log that goes on be silent when its task is over: a container that is being
     * killed keeps it open for half a minute.
     */
    private static final Duration QUIET = Duration.ofMillis(400);

    /** So long may a reading that ends by itself be silent. */
    private static final Duration UNANSWERED = Duration.ofSeconds(20);

    private final TektonSession session;
    private final RunListener listener;
    private TaskState task;
    private boolean done;
    private long lastNews = System.nanoTime();
    private boolean heard;
    private boolean told;

    /** What hangs up a reading that ends with its container; empty during any other. */
    private Optional<Runnable> following = Optional.empty();

    /** Name of the step whose log is read, seen by this thread only. */
    private String reading = "";

    LogPump(TektonSession session, RunListener listener, TaskState task) {
        this.session = session;
        this.listener = listener;
        this.task = task;
    }

    synchronized void update(TaskState newer) {
        task = newer;
        notifyAll();
    }

    synchronized boolean done() {
        return done;
    }

    /**
     * Until all is read. Where nothing has come for a while, a log that goes on is hung up, and
     * read to what is there; and whoever is not answered at all waits no longer.
     */
    void awaitEnd() {
        try {
            Optional<Runnable> silent = awaitSilence();
            while (silent.isPresent()) {
                silent.get().run();
                silent = awaitSilence();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What hangs up the silent reading, not to be done under our lock; empty when all is over. */
    private synchronized Optional<Runnable> awaitSilence() throws InterruptedException {
        long begin = System.nanoTime();
        while (!done) {
            Duration patience = following.isPresent() ? QUIET : UNANSWERED;
            long since = System.nanoTime() - Math.max(begin, lastNews);
            long left = patience.toMillis() - Duration.ofNanos(since).toMillis();
            if (left <= 0) {
                Optional<Runnable> hangUp = following;
                following = Optional.empty();
                return hangUp;
            }
            wait(left);
        }
        return Optional.empty();
    }

    private synchronized void follows(Optional<Runnable> hangUp) {
        following = hangUp;
        lastNews = System.nanoTime();
        notifyAll();
    }

    @Override
    public void run() {
        try {
            int attempt = 0;
            while (awaitAttempt(attempt)) {
                readAttempt(attempt);
                attempt++;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (FederationException cancelled) {
            // Whoever cancelled it knows.
        } catch (RuntimeException unexpected) {
            listener.unheard(task().name(), reading, SafeText.of(unexpected.toString()));
        } finally {
            synchronized (this) {
                done = true;
                notifyAll();
            }
        }
    }

    /** Whether there is one. */
    private synchronized boolean awaitAttempt(int attempt) throws InterruptedException {
        while (task.attempts().size() <= attempt && !task.phase().over()) {
            wait();
        }
        return task.attempts().size() > attempt;
    }

    private void readAttempt(int attempt) throws InterruptedException {
        int step = 0;
        Optional<StepState> seen = awaitStep(attempt, step);
        while (seen.isPresent()) {
            reading = seen.get().name();
            if (seen.get().spoke()) {
                readStep(attempt, step, seen.get());
            }
            step++;
            seen = awaitStep(attempt, step);
        }
    }

    /** Once it has begun; empty when the try is over without it. */
    private synchronized Optional<StepState> awaitStep(int attempt, int step)
            throws InterruptedException {
        while (true) {
            Optional<StepState> seen = step(attempt, step);
            boolean begun = seen.isPresent() && seen.get().phase() != Phase.WAITING;
            if (begun && !pod(attempt).isEmpty()) {
                return seen;
            }
            if (over(attempt)) {
                return Optional.empty();
            }
            wait();
        }
    }

    /** A later status may list fewer tries and steps than the one before. */
    private synchronized Optional<StepState> step(int attempt, int step) {
        return attempt(attempt).flatMap(seen -> seen.steps().stream().skip(step).findFirst());
    }

    private synchronized Optional<Attempt> attempt(int attempt) {
        return task.attempts().stream().skip(attempt).findFirst();
    }

    private String pod(int attempt) {
        return attempt(attempt).map(Attempt::pod).orElse("");
    }

    private synchronized boolean over(int attempt) {
        return task.phase().over() || attempt(attempt).map(Attempt::over).orElse(false);
    }

    /** A step that is listed no longer will not be spoken of again. */
    private synchronized boolean ended(int attempt, int step) {
        return step(attempt, step).map(seen -> seen.phase().over()).orElse(true);
    }

    /** The last reading begins after the step has ended, so nothing is missed. */
    private void readStep(int attempt, int step, StepState first) throws InterruptedException {
        StampedLines lines = new StampedLines(line -> say(first.name(), line));
        String pod = pod(attempt);
        int lastReadings = 0;
        while (true) {
            boolean last = over(attempt) || ended(attempt, step);
            lastReadings += last ? 1 : 0;
            boolean cut = !read(pod, first, lines, !last);
            if (last && (!cut || lastReadings >= LAST_READINGS)) {
                return;
            }
            awaitNews(attempt, step, cut);
        }
    }

    /** Whether it went to its end, or nothing more is to be had. */
    private boolean read(String pod, StepState step, StampedLines lines, boolean follow) {
        try {
            session.log(
                    new LogQuery(pod, step.container(), lines.again(), follow),
                    lines,
                    hangUp -> follows(Optional.of(hangUp).filter(stop -> follow)));
            return true;
        } catch (FederationException failed) {
            session.cancellation().throwIfCancelled();
            if (Thread.currentThread().isInterrupted()) {
                throw failed;
            }
            boolean passing = failed.errorClass() == ErrorClass.TRANSIENT;
            if (!(passing && follow) && !told && !heard()) {
                told = true;
                listener.unheard(task().name(), step.name(), failed.getMessage());
            }
            // What is refused for good is not asked for again when the step is over.
            return !passing && !follow;
        } finally {
            follows(Optional.empty());
        }
    }

    private synchronized TaskState task() {
        return task;
    }

    private synchronized boolean heard() {
        return heard;
    }

    private void say(String step, String line) {
        synchronized (this) {
            lastNews = System.nanoTime();
            heard = true;
        }
        listener.said(task().name(), step, line);
    }

    private synchronized void awaitNews(int attempt, int step, boolean cut)
            throws InterruptedException {
        if (cut || !ended(attempt, step) && !over(attempt)) {
            wait((cut ? AFTER_CUT : PAUSE).toMillis());
        }
    }
}
