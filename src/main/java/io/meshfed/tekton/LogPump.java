package io.meshfed.tekton;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;

/**
 * Reads the logs of one task while they are written: try after try, step after step, through cuts.
 */
final class LogPump implements Runnable {

    /** After a cut, or an end that came too early, it is asked again so soon. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TektonSession session;
    private final RunListener listener;
    private TaskState task;
    private boolean done;
    private long lastLine = System.nanoTime();
    private boolean heard;
    private boolean told;

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

    /** Until all is read, or nothing has come for so long. */
    synchronized void awaitQuiet(Duration patience) {
        long begin = System.nanoTime();
        try {
            while (!done) {
                long since = System.nanoTime() - Math.max(begin, lastLine);
                long left = patience.toMillis() - Duration.ofNanos(since).toMillis();
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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
        while (awaitStep(attempt, step)) {
            StepState seen = seen(attempt).steps().get(step);
            if (seen.spoke()) {
                readStep(attempt, step, seen);
            }
            step++;
        }
    }

    /** Whether there is one that has begun. */
    private synchronized boolean awaitStep(int attempt, int step) throws InterruptedException {
        while (true) {
            Attempt seen = task.attempts().get(attempt);
            boolean there = seen.steps().size() > step && !seen.pod().isEmpty();
            if (there && seen.steps().get(step).phase() != Phase.WAITING) {
                return true;
            }
            if (over(attempt)) {
                return false;
            }
            wait();
        }
    }

    private synchronized Attempt seen(int attempt) {
        return task.attempts().get(attempt);
    }

    private synchronized boolean over(int attempt) {
        return task.attempts().get(attempt).over() || task.phase().over();
    }

    /** The last reading begins after the step has ended, so nothing is missed. */
    private void readStep(int attempt, int step, StepState first) throws InterruptedException {
        StampedLines lines = new StampedLines(line -> say(first.name(), line));
        while (true) {
            boolean last = over(attempt) || seen(attempt).steps().get(step).phase().over();
            boolean cut = !read(seen(attempt).pod(), first, lines, !last);
            if (last) {
                return;
            }
            awaitNews(attempt, step, cut);
        }
    }

    /** Whether it went well to its end. */
    private boolean read(String pod, StepState step, StampedLines lines, boolean follow) {
        try {
            session.log(pod, step.container(), lines.again(), follow, lines);
            return true;
        } catch (FederationException failed) {
            session.cancellation().throwIfCancelled();
            if (Thread.currentThread().isInterrupted()) {
                throw failed;
            }
            boolean passing = follow && failed.errorClass() == ErrorClass.TRANSIENT;
            if (!passing && !told && !heard()) {
                told = true;
                listener.unheard(task().name(), step.name(), failed.getMessage());
            }
            return false;
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
            lastLine = System.nanoTime();
            heard = true;
        }
        listener.said(task().name(), step, line);
    }

    private synchronized void awaitNews(int attempt, int step, boolean cut)
            throws InterruptedException {
        boolean ended = task.attempts().get(attempt).steps().get(step).phase().over();
        if (cut || !ended && !over(attempt)) {
            wait(PAUSE.toMillis());
        }
    }
}
