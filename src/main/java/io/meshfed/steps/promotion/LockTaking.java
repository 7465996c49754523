package io.meshfed.steps.promotion;

import io.meshfed.cluster.Moment;
import io.meshfed.engine.RunSettings;
import io.meshfed.steps.promotion.LockPlace.Stored;
import io.meshfed.steps.promotion.PromotionLock.Taking;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Takes a promotion lock as soon as nobody else has it, and waits for that. */
final class LockTaking {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final LockPlace place;
    private final RunSettings settings;
    private final Taking wanted;
    private final String nonce = UUID.randomUUID().toString();
    private final Duration begin;

    LockTaking(LockPlace place, RunSettings settings, Taking wanted) {
        this.place = place;
        this.settings = settings;
        this.wanted = wanted;
        this.begin = settings.time().elapsed();
    }

    /** Anew, for this process. */
    HeldLock take() {
        return whenFree((seen, now) -> place.taken(wanted, nonce, seen, now));
    }

    /** For its holder, without a word to those of its processes that have it. */
    HeldLock keep() {
        return whenFree(
                (seen, now) ->
                        seen.filter(old -> old.heldBy(wanted.holder()))
                                .orElseGet(() -> place.taken(wanted, nonce, seen, now))
                                .kept(wanted.ttl(), now));
    }

    private HeldLock whenFree(BiFunction<Optional<PromotionLease>, Instant, PromotionLease> next) {
        while (true) {
            Optional<Stored> seen = place.find();
            Moment before = Moment.now(settings.time());
            if (seen.filter(found -> found.lease().nonce().equals(nonce)).isPresent()) {
                return new HeldLock(seen.get(), before, true);
            }
            Instant now = place.now();
            Optional<PromotionLease> known = seen.map(Stored::lease);
            Optional<PromotionLease> other = known.filter(lease -> inTheWay(lease, now));
            if (other.isPresent()) {
                await(other.get());
                continue;
            }
            Optional<Stored> stored = place.store(next.apply(known, now), seen);
            if (stored.isPresent()) {
                return new HeldLock(stored.get(), before, false);
            }
        }
    }

    private boolean inTheWay(PromotionLease lease, Instant now) {
        return !lease.free() && !lease.heldBy(wanted.holder()) && !lease.expired(now);
    }

    private void await(PromotionLease other) {
        Duration waited = settings.time().elapsed().minus(begin);
        if (waited.compareTo(wanted.patience()) >= 0 || settings.deadline().passed()) {
            throw place.errors().held(other, waited);
        }
        settings.progress().waiting("the promotion lock", place.errors().holder(other));
        Duration left = wanted.patience().minus(waited);
        settings.pause(left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS);
    }
}
