package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.steps.promotion.PromotionLease.Keeping;
import io.meshfed.steps.promotion.PromotionLock.Taking;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** The Lease of one promotion lock, and the clock by which it is judged. */
final class LockPlace {

    private final ClusterSession session;
    private final String federation;
    private final ObjectRef ref;
    private final LockErrors errors;
    private final Timekeeper time;

    /** As it is stored. */
    record Stored(PromotionLease lease, ClusterObject object) {
        static Stored of(ClusterObject object) {
            return new Stored(PromotionLease.of(object), object);
        }
    }

    LockPlace(ClusterSession session, String federation, Mesh production, Timekeeper time) {
        this.session = requireNonNull(session);
        this.federation = requireNonNull(federation);
        this.ref = PromotionObjects.lock(production);
        this.errors = new LockErrors(production, ref);
        this.time = requireNonNull(time);
    }

    LockErrors errors() {
        return errors;
    }

    /** By the API server's clock: all who can ask it agree. */
    Instant now() {
        return time.now().plus(session.clockSkew());
    }

    /** What stands there and is not ours is no lock, and is not written over. */
    Optional<Stored> find() {
        Optional<ClusterObject> found = session.find(ref);
        found.ifPresent(session::requireOurs);
        return found.map(Stored::of);
    }

    /** Empty when it is not what was seen any more. */
    Optional<Stored> store(PromotionLease next, Optional<Stored> seen) {
        return session.store(next.manifest(ref, federation), seen.map(Stored::object))
                .map(Stored::of);
    }

    PromotionLease taken(Taking wanted, String nonce, Optional<PromotionLease> seen, Instant now) {
        Optional<PromotionLease> own = seen.filter(old -> old.heldBy(wanted.holder()));
        long before = Math.max(wanted.above(), seen.map(PromotionLease::term).orElse(0L));
        if (before >= PromotionLease.MOST_TERMS) {
            throw errors.wornOut();
        }
        Duration ttl =
                own.filter(PromotionLease::kept)
                        .map(old -> PromotionLease.longer(old.ttl(), wanted.ttl()))
                        .orElse(wanted.ttl());
        return new PromotionLease(
                wanted.holder(),
                nonce,
                before + 1,
                own.map(PromotionLease::since).orElse(now),
                now,
                ttl,
                own.map(PromotionLease::keeping).orElse(Keeping.FOR_THE_PROCESS));
    }

    /**
     * Leaves it to nobody, if it still is as it must be for that.
     *
     * @return whether it was ours to give back
     */
    boolean end(Stored last, Predicate<PromotionLease> ours) {
        if (!ours.test(last.lease())) {
            return false;
        }
        Optional<Stored> known = Optional.of(last);
        while (known.filter(seen -> ours.test(seen.lease())).isPresent()) {
            if (store(known.get().lease().givenBack(now()), known).isPresent()) {
                return true;
            }
            known = find();
        }
        // The answer to a try that did it may have been lost.
        return known.map(Stored::lease)
                .filter(left -> left.free() && left.term() == last.lease().term())
                .isPresent();
    }
}
