package io.meshfed.cluster;

import io.meshfed.report.Durations;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes a lease, or waits for it. Whether its holder lives is judged by nothing but this: did the
 * lease change while we looked, for as long as it lasts by our own clock?
 */
final class LeaseTaking {

    private static final Duration REMIND = Duration.ofSeconds(10);

    private final LeaseStore store;
    private final LockOptions options;
    private final LeaseErrors errors;
    private final LeaseRecord ours;
    private final LockSurroundings world;
    private final Moment begin;
    private final Runnable meanwhile;

    private Optional<Seen> watched;
    private Optional<Duration> said = Optional.empty();
    private boolean alive;

    /**
     * A lease of ours.
     *
     * @param alive when we last gave a sign of life: before the request that carried it, so that
     *     whoever counts from seeing it counts from later
     */
    record HeldLease(LeaseStore.Stored stored, Moment alive) {}

    /**
     * @param others whether somebody else had it meanwhile, so that what was read before is stale
     */
    record Taken(HeldLease lease, boolean others) {}

    /** Somebody else's, as it is for some time. */
    record Seen(LeaseStore.Stored lease, Duration since) {}

    /**
     * What there is to do beside it.
     *
     * @param nonce of the lease that is taken
     * @param glimpsed somebody else's, when it was looked at before
     * @param meanwhile done once when there is somebody to wait for
     */
    record Circumstances(String nonce, Optional<Seen> glimpsed, Runnable meanwhile) {}

    LeaseTaking(
            LeaseStore store,
            LockOptions options,
            Circumstances circumstances,
            LockSurroundings world) {
        this.store = store;
        this.watched = circumstances.glimpsed();
        this.meanwhile = circumstances.meanwhile();
        this.options = options;
        this.errors = new LeaseErrors(store.errors(), store.ref(), options);
        this.world = world;
        this.begin = Moment.now(world.time());
        this.ours = LeaseRecord.first(options.holder(), circumstances.nonce(), begin.wall());
    }

    /**
     * @throws FederationException CONFLICT when its holder is alive for longer than we wait
     */
    Taken take() {
        boolean others = false;
        Optional<HeldLease> taken = held(before -> store.create(ours, before.wall()));
        while (taken.isEmpty()) {
            Optional<LeaseStore.Stored> seen = store.find();
            if (seen.isPresent()) {
                boolean akin = akin(seen.get().record());
                if (!akin && !others) {
                    meanwhile.run();
                }
                taken = akin ? own(seen.get()) : others(seen.get());
                others |= !akin;
            } else {
                taken = held(before -> store.create(ours, before.wall()));
            }
            if (taken.isEmpty()) {
                pause();
            }
        }
        return new Taken(taken.get(), others);
    }

    /** The answer to our create was lost, or another step of our pipeline made it. */
    private boolean akin(LeaseRecord seen) {
        return made(seen) || options.joins(seen.holder());
    }

    private boolean made(LeaseRecord seen) {
        return seen.nonce().equals(ours.nonce());
    }

    private Optional<HeldLease> own(LeaseStore.Stored seen) {
        return made(seen.record())
                ? Optional.of(new HeldLease(seen, begin))
                : held(before -> store.replace(seen, seen.record().joined(), before.wall()));
    }

    private Optional<HeldLease> others(LeaseStore.Stored seen) {
        Duration now = world.time().elapsed();
        boolean same = watched.filter(w -> w.lease().version().equals(seen.version())).isPresent();
        if (!same) {
            if (watched.isPresent() && !alive) {
                alive = true;
                said = Optional.empty();
            }
            watched = Optional.of(new Seen(seen, now));
        }
        Duration silent = now.minus(watched.orElseThrow().since());
        if (silent.compareTo(options.lease()) >= 0) {
            LeaseRecord next = seen.record().takenOver(ours);
            return held(before -> store.replace(seen, next, before.wall()));
        }
        Duration waited = now.minus(begin.elapsed());
        boolean enough = alive && waited.compareTo(options.patience()) >= 0;
        if (enough || world.deadline().passed()) {
            throw errors.held(seen.record(), waited, alive);
        }
        say(seen.record(), silent, now);
        return Optional.empty();
    }

    private void say(LeaseRecord by, Duration silent, Duration now) {
        boolean due = said.filter(last -> now.minus(last).compareTo(REMIND) < 0).isEmpty();
        if (due) {
            said = Optional.of(now);
            world.progress()
                    .waiting(
                            "the lock of " + errors.where(),
                            "%s; %s".formatted(errors.holder(by), life(silent)));
        }
    }

    /** At the first look nothing is known yet of whoever has it. */
    private String life(Duration silent) {
        String lease = Durations.text(options.lease());
        if (alive) {
            return "it is alive and waited for, for up to " + Durations.text(options.patience());
        }
        return silent.isZero()
                ? "looking whether it lives; taken over after %s without a sign of life"
                        .formatted(lease)
                : "no sign of life for %s, taken over after %s"
                        .formatted(Durations.text(silent), lease);
    }

    private interface Change {
        Optional<LeaseStore.Stored> make(Moment before);
    }

    private Optional<HeldLease> held(Change change) {
        Moment before = Moment.now(world.time());
        return change.make(before).map(stored -> new HeldLease(stored, before));
    }

    private void pause() {
        if (!world.time().pause(options.interval())) {
            throw Cancellation.interrupted();
        }
    }
}
