package io.meshfed.cluster;

import io.meshfed.cluster.LeaseTaking.HeldLease;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The lease of one cluster, from taking it to giving it back. Thread-safe. */
final class ClusterLease {

    /** Steps of one pipeline renew the same lease, and come in each other's way no oftener. */
    private static final int TRIES = 5;

    private static final int HOME_APPEARS = 3;

    private final LeaseStore store;
    private final LockOptions options;
    private final LeaseErrors errors;
    private final LockSurroundings world;
    private final ReentrantLock changing = new ReentrantLock();

    private volatile Optional<HeldLease> held = Optional.empty();
    private volatile Optional<FederationException> failure = Optional.empty();
    private volatile Optional<LeaseTaking.Seen> glimpsed = Optional.empty();
    private volatile boolean homeless;
    private volatile boolean othersBefore;

    ClusterLease(LeaseStore store, LockOptions options, LockSurroundings world) {
        this.store = store;
        this.options = options;
        this.errors = new LeaseErrors(store.errors(), store.ref(), options);
        this.world = world;
    }

    /** Once: what came of it stays so. */
    boolean tried() {
        return held.isPresent() || failure.isPresent();
    }

    /**
     * Looks at it while another lease is waited for: whoever died held both, and is not to be
     * waited for twice.
     */
    void glimpse() {
        try {
            glimpsed = store.find().map(seen -> new LeaseTaking.Seen(seen, world.time().elapsed()));
        } catch (FederationException toldWhenItIsTaken) {
            glimpsed = Optional.empty();
        }
    }

    /**
     * @param meanwhile done once when there is somebody to wait for
     * @return whether somebody else had it while we looked
     */
    boolean take(String nonce, Runnable meanwhile) {
        return locked(() -> take(nonce, meanwhile, HOME_APPEARS));
    }

    /**
     * @param again how often somebody may make the place for it between our asking and our looking
     */
    private boolean take(String nonce, Runnable meanwhile, int again) {
        try {
            LeaseTaking.Taken taken =
                    new LeaseTaking(
                                    store,
                                    options,
                                    new LeaseTaking.Circumstances(nonce, glimpsed, meanwhile),
                                    world)
                            .take();
            held = Optional.of(taken.lease());
            homeless = false;
            return taken.others();
        } catch (FederationException refused) {
            if (isHomelessAfter(refused)) {
                return false;
            }
            boolean appeared =
                    options.home() == LockOptions.Home.MAY_BE_MISSING
                            && refused.errorClass() == ErrorClass.PRECOND;
            if (appeared && again > 0) {
                return take(nonce, meanwhile, again - 1);
            }
            failure = Optional.of(refused);
            throw refused;
        }
    }

    /** A server that does not tell has refused all the same. */
    private boolean isHomelessAfter(FederationException refused) {
        try {
            return isHomeless();
        } catch (FederationException untold) {
            failure = Optional.of(refused);
            throw refused;
        }
    }

    /** While there is no place for it, every write asks whether there is one now. */
    private boolean isHomeless() {
        homeless = options.home() == LockOptions.Home.MAY_BE_MISSING && store.homeless();
        if (homeless) {
            held = Optional.empty();
        }
        return homeless;
    }

    private boolean lookForHome() {
        // Another thread of ours may have found one meanwhile.
        if (homeless) {
            othersBefore |= take(UUID.randomUUID().toString(), () -> {});
        }
        return homeless;
    }

    /** Whether somebody else had it before we took it behind our first write; said once. */
    boolean othersBefore() {
        boolean before = othersBefore;
        othersBefore = false;
        return before;
    }

    /** Looks only when the last sign of life is too old to be trusted. */
    void require() {
        throwFailure();
        if (homeless) {
            locked(this::lookForHome);
        }
        if (!homeless && !trusted()) {
            locked(
                    () -> {
                        throwFailure();
                        if (!homeless && !trusted()) {
                            renew();
                        }
                        return true;
                    });
            throwFailure();
        }
    }

    /** How much of the lease is left; zero when it is not to be trusted any more. */
    Duration left() {
        Duration rest = trusted() ? options.lease().minus(age()) : Duration.ZERO;
        return homeless ? options.lease() : rest;
    }

    /** Gives a sign of life when it is time for one. What fails is found out by the next write. */
    void tick() {
        boolean due = held.isPresent() && age().compareTo(options.renewal()) >= 0;
        if (due && failure.isEmpty()) {
            try {
                locked(
                        () -> {
                            if (held.isPresent() && failure.isEmpty()) {
                                renew();
                            }
                            return true;
                        });
            } catch (FederationException toldByTheNextWrite) {
                return;
            }
        }
    }

    private boolean trusted() {
        return held.isPresent() && failure.isEmpty() && age().compareTo(options.trusted()) < 0;
    }

    private Duration age() {
        return held.map(ours -> ours.alive().age(world.time())).orElse(Duration.ZERO);
    }

    private void throwFailure() {
        failure.ifPresent(
                told -> {
                    throw told;
                });
    }

    private void renew() {
        LeaseStore.Stored known = held.orElseThrow().stored();
        for (int i = 0; i < TRIES; i++) {
            Moment before = Moment.now(world.time());
            Optional<LeaseStore.Stored> renewed =
                    store.replace(known, known.record(), before.wall());
            if (renewed.isPresent()) {
                held = Optional.of(new HeldLease(renewed.get(), before));
                return;
            }
            Optional<LeaseStore.Stored> seen = store.find();
            if (seen.isEmpty() && isHomeless()) {
                return;
            }
            if (seen.isEmpty()) {
                throw lost(errors.gone());
            }
            if (!seen.get().record().nonce().equals(known.record().nonce())) {
                throw lost(errors.lost(seen.get().record()));
            }
            known = seen.get();
        }
        throw errors.busy();
    }

    private FederationException lost(FederationException how) {
        failure = Optional.of(how);
        return how;
    }

    /**
     * Gives it back, whatever the run was told meanwhile. From then on nothing is written.
     *
     * @return why that did not work, when it did not
     */
    Optional<String> giveBack() {
        boolean lost = failure.isPresent();
        failure = failure.or(() -> Optional.of(Cancellation.interrupted()));
        if (lost || !lockedSoon()) {
            return Optional.empty();
        }
        try {
            Optional<HeldLease> ours = held;
            held = Optional.empty();
            ours.ifPresentOrElse(lease -> giveBack(lease.stored()), this::clear);
            return Optional.empty();
        } catch (FederationException failed) {
            return Optional.of(errors.notGivenBack(failed));
        } finally {
            changing.unlock();
        }
    }

    /** What goes on with it elsewhere is not waited for at any length: it ends by itself. */
    private boolean lockedSoon() {
        try {
            return changing.tryLock(Limits.LAST_WORDS.budget().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The last step had nothing to write itself: what earlier ones left is taken away still. */
    private void clear() {
        if (options.sharing() == LockOptions.Sharing.LAST_OF_STEPS) {
            LeaseStore words = store.lastWords();
            words.find()
                    .filter(left -> options.joins(left.record().holder()))
                    .filter(left -> left.record().sharing() == 0)
                    .ifPresent(words::delete);
        }
    }

    private void giveBack(LeaseStore.Stored last) {
        LeaseStore words = store.lastWords();
        Optional<LeaseStore.Stored> known = Optional.of(last);
        while (known.isPresent() && !left(words, known.get())) {
            known =
                    words.find()
                            .filter(seen -> seen.record().nonce().equals(last.record().nonce()));
        }
    }

    /** Nobody is left without the lease: the count of those at work changes with the lease. */
    private boolean left(LeaseStore words, LeaseStore.Stored known) {
        LeaseRecord rest = known.record().left();
        boolean remove =
                switch (options.sharing()) {
                    case ALONE -> true;
                    case AMONG_STEPS -> false;
                    case LAST_OF_STEPS -> rest.sharing() == 0;
                };
        return remove
                ? words.delete(known)
                : words.replace(known, rest, world.time().now()).isPresent();
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
