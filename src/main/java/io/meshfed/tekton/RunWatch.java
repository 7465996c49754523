package io.meshfed.tekton;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.meshfed.cluster.Cancellation;
import io.meshfed.model.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a picture of one run up to date. Whenever a watch ends, by a cut, its time limit or a
 * history that is gone, everything is looked at afresh: the newest state is all that counts.
 */
final class RunWatch implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String OWNER_LABEL = "tekton.dev/pipelineRunUID";

    /**
     * Something came from a watch.
     *
     * @param round of which look it is the continuation; older ones are told twice
     * @param tree empty when the watch ended
     */
    private record Event(
            int round, boolean ofRun, Watcher.Action action, Map<String, Object> tree) {}

    private final TektonSession session;
    private final String name;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Cancellation.Registration onCancel;
    private final List<Watch> watches = new ArrayList<>();
    private final Map<String, Map<String, Object>> taskRuns = new TreeMap<>();
    private Map<String, Object> run = Map.of();
    private RunState state;
    private int round;
    private int looksInVain;
    private boolean stale = true;
    private boolean deleted;

    RunWatch(TektonSession session, String name) {
        this.session = session;
        this.name = name;
        this.state = RunState.unseen(new RunName(session.namespace(), name));
        this.onCancel = session.cancellation().onCancel(this::wake);
    }

    /** Nobody waits on when the run is cancelled. */
    private void wake() {
        events.add(new Event(-1, false, Watcher.Action.ERROR, Map.of()));
    }

    /** As it is after the next change, or after so much time. */
    RunState next(Duration limit) {
        session.cancellation().throwIfCancelled();
        if (stale) {
            lookAfresh();
            return state;
        }
        try {
            Event event = events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            boolean changed = false;
            while (event != null) {
                changed |= take(event);
                event = events.poll();
            }
            session.cancellation().throwIfCancelled();
            if (changed) {
                readTaken();
            }
            return state;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted();
        }
    }

    boolean deleted() {
        return deleted;
    }

    private void lookAfresh() {
        hangUp();
        pause();
        round++;
        TektonSession.Listed runs = session.runNamed(name);
        TektonSession.Listed tasks = session.taskRuns(name);
        if (runs.trees().isEmpty() || !sameRun(runs.trees().get(0))) {
            deleted = true;
            return;
        }
        run = runs.trees().get(0);
        taskRuns.clear();
        tasks.trees().forEach(this::put);
        read();
        watches.add(session.watchRun(name, runs.version(), new Listening(round, true)));
        watches.add(session.watchTaskRuns(name, tasks.version(), new Listening(round, false)));
        stale = false;
    }

    /** A server that ends each watch at once is asked less and less often. */
    private void pause() {
        if (looksInVain > 1) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(looksInVain, 10));
            session.cancellation()
                    .await(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        }
        looksInVain++;
        session.cancellation().throwIfCancelled();
    }

    /** Another run may have been given the same name. */
    private boolean sameRun(Map<String, Object> found) {
        return run.isEmpty() || uid(found).equals(uid(run));
    }

    private static String uid(Map<String, Object> tree) {
        return Trees.text(tree, "metadata", "uid").orElse("");
    }

    private boolean take(Event event) {
        if (event.round() != round) {
            return false;
        }
        if (event.tree().isEmpty()) {
            stale = true;
            return false;
        }
        looksInVain = 0;
        boolean gone = event.action() == Watcher.Action.DELETED;
        if (event.ofRun()) {
            deleted |= gone || !sameRun(event.tree());
            run = deleted ? run : event.tree();
        } else if (gone) {
            taskRuns.remove(RunReader.text(event.tree(), "metadata", "name"));
        } else {
            put(event.tree());
        }
        return true;
    }

    private void put(Map<String, Object> taskRun) {
        String owner = RunReader.text(taskRun, "metadata", "labels", OWNER_LABEL);
        if (owner.isEmpty() || owner.equals(uid(run))) {
            taskRuns.put(RunReader.text(taskRun, "metadata", "name"), taskRun);
        }
    }

    private void read() {
        state = RunReader.read(run, session.children(run, List.copyOf(taskRuns.values())));
    }

    /** What was taken comes from no watch again: when it cannot be read now, it is looked at. */
    private void readTaken() {
        boolean ended = stale;
        stale = true;
        read();
        stale = ended;
    }

    private void hangUp() {
        watches.forEach(Watch::close);
        watches.clear();
    }

    @Override
    public void close() {
        onCancel.close();
        hangUp();
    }

    /** Hands on what one watch tells. */
    private final class Listening implements Watcher<GenericKubernetesResource> {

        private final int ofRound;
        private final boolean ofRun;

        Listening(int ofRound, boolean ofRun) {
            this.ofRound = ofRound;
            this.ofRun = ofRun;
        }

        @Override
        public void eventReceived(Action action, GenericKubernetesResource resource) {
            if (action == Action.BOOKMARK) {
                return;
            }
            Map<String, Object> tree =
                    action == Action.ERROR ? Map.of() : TektonSession.tree(resource);
            events.add(new Event(ofRound, ofRun, action, tree));
        }

        @Override
        public void onClose() {
            events.add(new Event(ofRound, ofRun, Action.ERROR, Map.of()));
        }

        @Override
        public void onClose(WatcherException why) {
            onClose();
        }
    }
}
