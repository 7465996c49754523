package io.meshfed.steps.promotion;

import io.meshfed.engine.RunSettings;
import io.meshfed.promotion.About;
import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.Event;
import io.meshfed.promotion.Event.Answered;
import io.meshfed.promotion.Event.Approved;
import io.meshfed.promotion.Event.BackRequested;
import io.meshfed.promotion.Event.LockLost;
import io.meshfed.promotion.Event.LockTaken;
import io.meshfed.promotion.Event.PauseRequested;
import io.meshfed.promotion.Event.Resumed;
import io.meshfed.promotion.Event.Started;
import io.meshfed.promotion.Event.TimeOver;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Halt;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Position;
import io.meshfed.promotion.PromotionState;
import io.meshfed.promotion.Refusal;
import io.meshfed.promotion.Transition;
import io.meshfed.promotion.Work;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Optional;

/**
 * One process that goes on with a promotion from wherever it stands. What comes next is what the
 * machine says; it is stored first and done then, so that the next process can go on wherever this
 * one is cut off.
 */
final class PromotionRun {

    /** Between two tries of what halted. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** After a signal on the way back; well below the time after which a process is killed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** To write down that nobody has it in hand any more. */
    private static final Duration BRIEFLY = Duration.ofSeconds(2);

    /**
     * @param name unlike that of any other process
     */
    record Surroundings(String name, RunSettings settings) {}

    private final String run;
    private final RunSettings settings;
    private final Ledger ledger;
    private final Hold hold;
    private final Works works;
    private Optional<Found> last = Optional.empty();
    private Optional<Duration> stands = Optional.empty();

    PromotionRun(Surroundings world, Ledger ledger, Hold hold, Works works) {
        this.run = world.name();
        this.settings = world.settings();
        this.ledger = ledger;
        this.hold = hold;
        this.works = new TimelyWorks(works);
    }

    /**
     * Begins with a promotion, or goes on with it; also with its way back.
     *
     * @param about remembered when it is begun
     * @throws FederationException when it is refused: then nothing was stored
     */
    RunEnd promote(Started started, About about, Wishes wishes) {
        Transition first = ledger.foresee(started);
        requireNotRefused(first);
        if (first.state().phase().ended()) {
            return new RunEnd(ledger.record(), false, last);
        }
        new Approvals(started, wishes).requireFor(first.state());
        LockTaken taken = new LockTaken(run, hold.take());
        return inHand(
                () -> {
                    requireNotRefused(ledger.apply(started, seen -> seen.begun(about)));
                    if (ledger.state().phase() == Phase.PLANNED) {
                        requireNotRefused(
                                ledger.apply(new Approved(wishes.approver(), started.plan())));
                    }
                    requireNotRefused(ledger.apply(taken));
                    if (wishes.pauseAfter() != Position.NO_PAUSE) {
                        // Refused once that step is past, which is all the same to a rerun.
                        ledger.apply(new PauseRequested(run, wishes.pauseAfter()));
                    }
                    wake(wishes);
                    forward(wishes);
                    back(wishes.patience().back());
                });
    }

    /**
     * Takes the newest release back, or goes on with that.
     *
     * @param release its digest, as whoever asks knows it
     * @param patience how long what cannot be taken back is tried again
     */
    RunEnd rollBack(String release, Duration patience) {
        PromotionState state = ledger.state();
        // The machine asks who holds it first; that it is the newest can be said before.
        if (!state.attempt().release().equals(release)) {
            throw Refused.of(Refusal.NOT_NEWEST, ledger.record());
        }
        if (state.phase() == Phase.AS_FOUND) {
            return new RunEnd(ledger.record(), false, last);
        }
        LockTaken taken = new LockTaken(run, hold.take());
        return inHand(
                () -> {
                    requireNotRefused(ledger.apply(taken));
                    Transition asked = ledger.apply(new BackRequested(run, release));
                    Refused.in(asked)
                            .filter(why -> why != Refusal.ON_THE_WAY_BACK)
                            .ifPresent(this::refuse);
                    if (ledger.state().position().halt() != Halt.NONE) {
                        ledger.apply(new Resumed(run));
                    }
                    back(patience);
                });
    }

    /** Whatever happens but a crash, somebody else can have it in hand at once afterwards. */
    private RunEnd inHand(Runnable work) {
        try {
            work.run();
        } catch (FederationException ended) {
            leave();
            throw WayHome.orLeft(ended, ledger.record());
        } catch (RuntimeException bug) {
            leave();
            throw bug;
        }
        if (ledger.state().phase().ended()) {
            hold.giveBack();
        } else {
            leave();
        }
        return new RunEnd(ledger.record(), true, last);
    }

    private void leave() {
        try {
            settings.cancellation()
                    .putBack(
                            BRIEFLY,
                            () -> {
                                ledger.apply(new LockLost(run));
                                hold.giveBack();
                                return true;
                            });
        } catch (FederationException untold) {
            settings.progress()
                    .warning(
                            "that this run ends could not be written down, so the next one waits until its lock is over: "
                                    + untold.getMessage());
        }
    }

    /** What another run left halted is tried again; a pause that was asked for, when it is over. */
    private void wake(Wishes wishes) {
        Halt halt = ledger.state().position().halt();
        boolean back = ledger.state().phase().back();
        if (halt == Halt.NONE || halt == Halt.REQUESTED && !wishes.resume()) {
            return;
        }
        if (halt != Halt.REQUESTED && !back && overdue(wishes)) {
            ledger.apply(new TimeOver(run));
        } else {
            ledger.apply(new Resumed(run));
        }
    }

    private boolean overdue(Wishes wishes) {
        Duration limit = wishes.patience().giveUp();
        return ledger.record()
                .halted()
                .filter(since -> !since.plus(limit).isAfter(ledger.now()))
                .isPresent();
    }

    private void forward(Wishes wishes) {
        while (!ledger.state().phase().back() && !ledger.state().phase().ended()) {
            Optional<Do> todo = ledger.state().pending();
            if (todo.isPresent()) {
                work(todo.get());
            } else if (!triedAgain(wishes)) {
                return;
            }
        }
    }

    private boolean triedAgain(Wishes wishes) {
        Halt halt = ledger.state().position().halt();
        if (halt == Halt.REQUESTED) {
            return false;
        }
        // Gates were waited for while they were asked.
        boolean waited =
                halt == Halt.UNKNOWN
                        && wishes.patience().giveUp().compareTo(wishes.patience().forward()) <= 0;
        if (waited || overdue(wishes)) {
            ledger.apply(new TimeOver(run));
            return true;
        }
        return halt == Halt.DISCONNECTED && resumedWithin(wishes.patience().forward());
    }

    private void back(Duration patience) {
        if (!ledger.state().phase().back()) {
            return;
        }
        settings.progress().doing("taking the release back");
        settings.cancellation()
                .putBack(
                        GRACE,
                        () -> {
                            backward(patience);
                            return true;
                        });
    }

    private void backward(Duration patience) {
        while (ledger.state().phase().back()) {
            Optional<Do> todo = ledger.state().pending();
            if (todo.isPresent()) {
                work(todo.get());
            } else if (ledger.state().position().halt() == Halt.UNREADABLE
                    || settings.cancellation().isWished()
                    || !resumedWithin(patience)) {
                return;
            }
        }
    }

    private boolean resumedWithin(Duration patience) {
        Duration now = settings.time().elapsed();
        Duration since = stands.orElse(now);
        stands = Optional.of(since);
        if (now.minus(since).compareTo(patience) >= 0 || settings.deadline().passed()) {
            return false;
        }
        String why = last.flatMap(Found::why).map(Throwable::getMessage).orElse("it is halted");
        settings.progress().waiting("what halted the promotion", why);
        settings.pause(INTERVAL);
        ledger.apply(new Resumed(run));
        return true;
    }

    private void work(Do todo) {
        if (todo.work() == Work.TAKE_LOCK) {
            refuse(Refusal.NOT_HOLDER);
        }
        Found found = found(todo);
        Event answer = new Answered(run, todo, found.finding(), found.digest());
        requireNotRefused(ledger.apply(answer, found.evidence()));
        last = found.why().isPresent() ? Optional.of(found) : last;
        stands = ledger.state().position().halt() == Halt.NONE ? Optional.empty() : stands;
    }

    /** What cannot be done is a halt, and no end: whoever comes next tries it again. */
    private Found found(Do todo) {
        try {
            return works.perform(todo, ledger.record());
        } catch (FederationException failed) {
            if (failed.errorClass() == ErrorClass.INTERRUPTED || hold.isLost()) {
                throw failed;
            }
            return Found.of(Finding.BLOCKED, failed);
        }
    }

    private void requireNotRefused(Transition transition) {
        Refused.in(transition).ifPresent(this::refuse);
    }

    private void refuse(Refusal why) {
        throw Refused.of(why, ledger.record());
    }
}
