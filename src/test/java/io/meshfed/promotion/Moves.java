package io.meshfed.promotion;

import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.Action.ReleaseLock;
import io.meshfed.promotion.Event.Answered;
import io.meshfed.promotion.Event.Approved;
import io.meshfed.promotion.Event.BackRequested;
import io.meshfed.promotion.Event.LockLost;
import io.meshfed.promotion.Event.LockTaken;
import io.meshfed.promotion.Event.PauseRequested;
import io.meshfed.promotion.Event.Resumed;
import io.meshfed.promotion.Event.Started;
import io.meshfed.promotion.Event.TimeOver;
import io.meshfed.promotion.World.Head;
import io.meshfed.promotion.World.Memory;
import io.meshfed.promotion.World.Production;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All that can happen next. A run reads the record and decides, does its work, and writes down what
 * came of it; it can be cut off after each of the three, and the other run can do anything between.
 */
final class Moves {

    /**
     * What is explored.
     *
     * @param asksForPeer before which work a run looks whether the peers are connected
     * @param attempts how many are followed; the beginning of a further one is only judged
     */
    record Subject(
            BiFunction<PromotionState, Event, Transition> machine,
            Predicate<Work> asksForPeer,
            int attempts) {}

    /** Hears of each world that may follow. */
    interface Next {
        void world(Supplier<String> how, World world);
    }

    private static final List<Course> COURSES =
            List.of(
                    new Course(World.STEPS, Finish.SERVE_FROM_STAGING, true),
                    new Course(World.STEPS, Finish.INSTALL, false));

    private static final List<Finding> LATE =
            List.of(Finding.DONE, Finding.PASS, Finding.FAIL, Finding.MATCHES);

    private static final List<Started> STARTS =
            List.of(start(1, ""), start(1, "fixed"), start(2, ""), start(2, "fixed"));

    private static Started start(int release, String override) {
        String digest = World.release(release);
        return new Started(digest, "plan of " + digest, COURSES.get(release - 1), override);
    }

    private final Subject subject;
    private final Next next;

    Moves(Subject subject, Next next) {
        this.subject = subject;
        this.next = next;
    }

    void from(World world) {
        byOthers(world);
        for (int run = 1; run <= 2; run++) {
            byRun(world, run);
        }
    }

    /** The clock of the lock, and the person who approves. */
    private void byOthers(World world) {
        if (world.lock() != 0) {
            next.world(() -> "lock expires", world.lockedBy(0));
        }
        if (world.record().phase() == Phase.PLANNED) {
            record(world, 0, new Approved("approver", world.record().attempt().plan()));
        }
    }

    private void byRun(World world, int run) {
        Head head = world.head(run);
        if (!head.empty()) {
            next.world(() -> World.run(run) + " is cut off", world.with(run, Head.EMPTY));
        }
        head.decided().ifPresent(work -> perform(world, run, work));
        head.done().ifPresent(event -> record(world.with(run, Head.EMPTY), run, event, true));
        if (head.empty()) {
            tooLate(world, run);
            decide(world, run);
        }
    }

    /** A run that slept through the loss of its lock, and says now what it found before. */
    private void tooLate(World world, int run) {
        String name = World.run(run);
        PromotionState record = world.record();
        record(world, run, new LockTaken(name, record.custody().term()));
        if (record.custody().holder().equals(name)) {
            return;
        }
        for (Finding finding : LATE) {
            record.pending()
                    .ifPresent(
                            work -> record(world, run, new Answered(name, work, finding, "late")));
        }
    }

    private void decide(World world, int run) {
        String name = World.run(run);
        PromotionState record = world.record();
        STARTS.forEach(started -> record(world, run, started));
        if (world.lock() == 0 || world.lock() == run) {
            next.world(() -> name + " takes the lock", world.takenBy(run));
        }
        boolean holds =
                world.lock() == run
                        && record.custody().holder().equals(name)
                        && record.custody().term() == world.term();
        if (holds) {
            record.pending().ifPresent(work -> begin(world, run, work));
        }
        record(world, run, new Resumed(name));
        record(world, run, new TimeOver(name));
        record(world, run, new BackRequested(name, record.attempt().release()));
        if (record.phase() == Phase.JUDGING && record.position().step() == 1) {
            record(world, run, new PauseRequested(name, 1));
        }
        if (world.lock() != run) {
            record(world, run, new LockLost(name));
        }
    }

    /** Between the decision and a write, everything may happen; the rest is done at once. */
    private void begin(World world, int run, Do work) {
        if (work.work().writes()) {
            next.world(
                    () -> World.run(run) + " decides " + work,
                    world.with(run, Head.deciding(work)));
        } else {
            perform(world, run, work);
        }
    }

    /**
     * Of the attempts that may be begun, those that teach something. The first is of the first
     * release; the second is of either, after the first failed or went well: the other endings
     * leave production as it was found, and nothing else that an attempt looks at.
     */
    private boolean isFollowed(World world, Memory memory, PromotionState begun) {
        PromotionState ended = world.record();
        return memory.attempts() == 1
                ? begun.attempt().release().equals(World.release(1))
                : memory.attempts() <= subject.attempts()
                        && (ended.ending() == Ending.FAILED || ended.ending() == Ending.PROMOTED);
    }

    /** Reads, computes and writes the record at once: whoever changed it before is respected. */
    private void record(World world, int run, Event event) {
        record(world, run, event, false);
    }

    private void record(World world, int run, Event event, boolean spoke) {
        Transition transition = subject.machine().apply(world.record(), event);
        Memory memory = Judge.recorded(world, run, event, transition.state());
        if (transition.state().equals(world.record()) && !spoke) {
            return;
        }
        World written = world.with(transition.state(), memory);
        if (memory.attempts() > world.memory().attempts()
                && !isFollowed(world, memory, transition.state())) {
            return;
        }
        next.world(event::toString, written);
        if (transition.actions().contains(new ReleaseLock()) && world.lock() == run && run != 0) {
            next.world(() -> event + ", lock given back", written.lockedBy(0));
        }
    }

    private void perform(World world, int run, Do work) {
        if (world.lock() != run) {
            next.world(() -> World.run(run) + " finds no lock", world.with(run, Head.EMPTY));
            return;
        }
        switch (work.work()) {
            case COMPARE_PLAN -> answers(world, run, work, Finding.MATCHES, Finding.MOVED);
            case STORE_SNAPSHOT -> answers(world, run, work, Finding.DONE, Finding.UNREADABLE);
            case JUDGE_RELEASE, JUDGE_STEP, PROVE, PROVE_BACK -> judge(world, run, work);
            default -> write(world, run, work);
        }
    }

    private void answers(World world, int run, Do work, Finding... findings) {
        for (Finding finding : findings) {
            String digest =
                    work.work() == Work.STORE_SNAPSHOT && finding == Finding.DONE
                            ? world.production().digest()
                            : "";
            Answered answer = new Answered(World.run(run), work, finding, digest);
            next.world(() -> "found: " + answer, world.with(run, Head.knowing(answer)));
        }
    }

    private void judge(World world, int run, Do work) {
        Judge.asked(world, work);
        answers(world, run, work, Finding.PASS, Finding.FAIL, Finding.UNKNOWN);
        if (work.work() == Work.JUDGE_STEP) {
            answers(world, run, work, Finding.DISCONNECTED);
        }
    }

    private void write(World world, int run, Do work) {
        if (work.work().needsSnapshot()) {
            answers(world, run, work, Finding.UNREADABLE);
        }
        if (work.work().needsEvidence()) {
            answers(world, run, work, Finding.STALE);
        }
        answers(world, run, work, Finding.BLOCKED);
        write(world, run, work, true);
        write(world, run, work, false);
        if (work.work() == Work.INSTALL) {
            answers(world.with(after(world, work)), run, work, Finding.FAIL);
        }
    }

    /** The peers come and go as they like; what counts is whether they are there at a write. */
    private void write(World world, int run, Do work, boolean connected) {
        Production after = after(world, work);
        boolean toPeer =
                subject.asksForPeer().test(work.work()) && after.route() != Production.HOME;
        if (toPeer && !connected) {
            answers(world, run, work, Finding.DISCONNECTED);
            return;
        }
        Judge.write(world, run, work, connected, after);
        answers(world.with(after), run, work, Finding.DONE);
    }

    private static Production after(World world, Do work) {
        Production now = world.production();
        String snapshot = world.record().custody().snapshot();
        return switch (work.work()) {
            case WIDEN_EXPORTS -> now.exporting(true);
            case ROUTE, LOWER_ROUTE -> now.routed(work.step() + 1);
            case INSTALL -> now.running(world.releaseUnderWay());
            case ROUTE_HOME, ROUTES_OFF -> now.routed(Production.HOME);
            case ROUTE_FULL -> now.routed(Production.FULL);
            case UNDO_INSTALL -> now.running(Production.of(snapshot).installed());
            case UNDO_EXPORTS -> now.exporting(Production.of(snapshot).exports());
            case RESTORE_ROUTE -> now.routed(Production.of(snapshot).route());
            default -> throw new IllegalStateException(work + " writes nothing");
        };
    }
}
