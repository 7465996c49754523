package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Beat;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Moment;
import io.meshfed.engine.RunSettings;
import io.meshfed.model.Mesh;
import io.meshfed.report.FederationException;
import io.meshfed.steps.promotion.LockPlace.Stored;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one at a time promote to a production mesh, however long that takes. It says whose turn it
 * is, and nothing else: what is written meanwhile is guarded by the writers' lease too.
 * Thread-safe.
 */
public final class PromotionLock {

    /** For runs that renew it beside their work. */
    public static final Duration SHORT = Duration.ofSeconds(60);

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /** Steps of one pipeline renew the same lock, and come in each other's way no oftener. */
    private static final int TRIES = 5;

    private final LockPlace place;
    private final RunSettings settings;
    private final ReentrantLock changing = new ReentrantLock();

    private volatile Optional<HeldLock> mine = Optional.empty();
    private volatile Optional<FederationException> lost = Optional.empty();

    /**
     * A lock that was taken.
     *
     * @param term larger than that of all takings before
     * @param nonce of this taking
     */
    public record Held(long term, String nonce) {}

    /**
     * How it is to be taken.
     *
     * @param ttl for how long it is held after a sign of life; when its holder had asked for
     *     longer, that stays
     * @param patience for how long somebody else is waited for
     * @param above a term that was seen; this one will be larger, whatever became of the Lease
     */
    public record Taking(String holder, Duration ttl, Duration patience, long above) {
        public Taking {
            requireNonNull(ttl);
            requireNonNull(patience);
            if (holder.isBlank()) {
                throw new IllegalArgumentException("a lock needs a holder");
            }
            if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("a lock lasts a second at least");
            }
        }
    }

    /**
     * @param session with the cluster of the production mesh
     * @param federation whose file names it
     */
    public PromotionLock(
            ClusterSession session, String federation, Mesh production, RunSettings settings) {
        this.place = new LockPlace(session, federation, production, settings.time());
        this.settings = settings;
    }

    /** What it says now; empty when nobody ever took it. */
    public Optional<PromotionLease> peek() {
        return place.find().map(Stored::lease);
    }

    public Held take(String holder, Duration ttl, Duration patience) {
        return take(new Taking(holder, ttl, patience, 0));
    }

    /**
     * Takes it anew, also from another process of the same holder: that is how the next step of a
     * pipeline comes in, and a run that goes on where one died.
     *
     * @throws FederationException CONFLICT when somebody else has it for longer than we wait
     */
    public Held take(Taking wanted) {
        return locked(
                () -> {
                    HeldLock taken = new LockTaking(place, settings, wanted).take();
                    lost = Optional.empty();
                    mine = Optional.of(taken);
                    if (taken.uncertain()) {
                        // The answer to our last try was lost; when that was is not known any more.
                        mine = Optional.of(renewed(taken));
                    }
                    return new Held(taken.lease().term(), taken.lease().nonce());
                });
    }

    /**
     * Has it held for somebody over as many processes as they start, until {@link #release}. What
     * they have already is made to last.
     *
     * @throws FederationException CONFLICT when somebody else has it for longer than we wait
     */
    public PromotionLease keep(Taking wanted) {
        return new LockTaking(place, settings, wanted).keep().lease();
    }

    /**
     * Gives a sign of life.
     *
     * @throws FederationException CONFLICT when somebody else took it; from then on always
     */
    public void renew() {
        locked(
                () -> {
                    throwIfLost();
                    HeldLock ours = mine.orElseThrow(() -> new IllegalStateException("not taken"));
                    mine = Optional.of(renewed(ours));
                    return true;
                });
    }

    private HeldLock renewed(HeldLock ours) {
        Stored known = ours.stored();
        for (int i = 0; i < TRIES; i++) {
            Moment before = Moment.now(settings.time());
            Optional<Stored> stored =
                    place.store(known.lease().renewed(place.now()), Optional.of(known));
            if (stored.isPresent()) {
                return new HeldLock(stored.get(), before, false);
            }
            Stored seen = place.find().orElseThrow(() -> lost(place.errors().gone()));
            if (!seen.lease().nonce().equals(known.lease().nonce())) {
                throw lost(place.errors().lost(seen.lease()));
            }
            known = seen;
        }
        throw place.errors().busy();
    }

    private FederationException lost(FederationException how) {
        lost = Optional.of(how);
        return how;
    }

    private void throwIfLost() {
        lost.ifPresent(
                told -> {
                    throw told;
                });
    }

    /**
     * To be asked before each write: looks, because another process of the same holder may have
     * come in since the last sign of life, or somebody gave the lock back under this one.
     *
     * @throws FederationException CONFLICT when it is lost
     */
    public void require() {
        renew();
    }

    /**
     * To be asked while nothing is written: looks when the last sign of life is too old to be
     * trusted.
     *
     * @throws FederationException CONFLICT when it is lost
     */
    public void watch() {
        throwIfLost();
        if (!trusted()) {
            renew();
        }
    }

    /** Whether the last sign of life is younger than two thirds of what it is good for. */
    public boolean trusted() {
        return lost.isEmpty() && mine.filter(ours -> younger(ours, 2)).isPresent();
    }

    /**
     * What is kept for a holder lasts long, and another process of theirs may come in any moment:
     * this one finds out as soon as in a lock of its own.
     */
    private boolean younger(HeldLock ours, int thirds) {
        Duration lasting = ours.lease().ttl().compareTo(SHORT) < 0 ? ours.lease().ttl() : SHORT;
        Duration age = ours.alive().age(settings.time());
        return age.compareTo(lasting.multipliedBy(thirds).dividedBy(3)) < 0;
    }

    /** Gives a sign of life when it is time for one. What fails is found out by the next write. */
    public void tick() {
        if (mine.filter(ours -> !younger(ours, 1)).isPresent() && lost.isEmpty()) {
            try {
                locked(
                        () -> {
                            mine = mine.filter(ours -> lost.isEmpty()).map(this::renewed);
                            return true;
                        });
            } catch (FederationException toldByTheNextWrite) {
                return;
            }
        }
    }

    /** Signs of life beside the run, until it is closed. */
    public Beat renewing() {
        return settings.time().beside("meshfed-promotion-lock", BEAT, this::tick);
    }

    /**
     * Gives it back, also of a run that was told to end; what its holder keeps stays theirs. The
     * term stays in any case.
     *
     * @return why that did not work, when it did not
     */
    public Optional<String> giveBack() {
        if (!lockedSoon()) {
            return Optional.of(place.errors().stillRenewed());
        }
        try {
            Optional<HeldLock> ours = lost.isPresent() ? Optional.empty() : mine;
            mine = Optional.empty();
            return ours.flatMap(this::givenBack);
        } finally {
            changing.unlock();
        }
    }

    /** A sign of life that gets no answer is not waited for at any length. */
    private boolean lockedSoon() {
        try {
            return changing.tryLock(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> givenBack(HeldLock ours) {
        try {
            settings.cancellation()
                    .putBack(
                            LAST_WORDS,
                            () ->
                                    place.end(
                                            ours.stored(),
                                            left ->
                                                    left.nonce().equals(ours.lease().nonce())
                                                            && !left.kept()));
            return Optional.empty();
        } catch (FederationException failed) {
            return Optional.of(place.errors().notGivenBack(ours.lease().ttl(), failed));
        }
    }

    /**
     * Takes it from a holder, whatever processes of theirs are at work: they find out.
     *
     * @return what it said before; empty when there was nothing to take. Somebody else's stays
     */
    public Optional<PromotionLease> release(String holder) {
        return place.find()
                .filter(seen -> place.end(seen, left -> left.heldBy(holder)))
                .map(Stored::lease);
    }

    private <T> T locked(Supplier<T> work) {
        changing.lock();
        try {
            return work.get();
        } finally {
            changing.unlock();
        }
    }
}
