package io.meshfed.steps.promotion;

import io.meshfed.cluster.Moment;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.promotion.LockPlace.Stored;
import java.time.Duration;
import java.util.Optional;

/**
 * What a holder has of a promotion lock, made to last from beside their work. It takes nothing: who
 * gave a lock back is not to have it again.
 */
final class KeptLock {

    private final LockPlace place;
    private final RunSettings settings;
    private final String holder;
    private final Duration ttl;
    private Optional<Sign> last = Optional.empty();

    /** Of life, and how long it is good for. */
    private record Sign(Moment at, Duration ttl) {}

    KeptLock(StepContext context, Mesh mesh, String holder, Duration ttl) {
        this.settings = context.settings();
        this.place =
                new LockPlace(
                        context.sessionFor(mesh), context.whole().name(), mesh, settings.time());
        this.holder = holder;
        this.ttl = ttl;
    }

    /**
     * Looks, and gives a sign of life when it is time for one.
     *
     * @return whether the holder has it
     * @throws FederationException CONFLICT when they had it and lost it; TRANSIENT when nobody
     *     could be asked for as long as the last sign was good for
     */
    boolean held() {
        try {
            return looked();
        } catch (FederationException failed) {
            boolean later =
                    failed.errorClass() == ErrorClass.TRANSIENT
                            && last.filter(sign -> !older(sign, 3)).isPresent();
            if (later) {
                return true;
            }
            throw failed;
        }
    }

    private boolean looked() {
        Moment before = Moment.now(settings.time());
        Optional<Stored> seen = place.find();
        while (seen.filter(found -> found.lease().heldBy(holder)).isPresent()) {
            if (last.filter(sign -> !older(sign, 1)).isPresent()) {
                return true;
            }
            PromotionLease next = seen.get().lease().kept(ttl, place.now());
            if (place.store(next, seen).isPresent()) {
                last = Optional.of(new Sign(before, next.ttl()));
                return true;
            }
            seen = place.find();
        }
        requireGivenBack(seen);
        return false;
    }

    /** Nobody else could take it while a sign of life was good: then it was given back. */
    private void requireGivenBack(Optional<Stored> seen) {
        if (last.filter(sign -> older(sign, 3)).isPresent()) {
            throw seen.map(found -> place.errors().lost(found.lease()))
                    .orElseGet(place.errors()::gone);
        }
    }

    private boolean older(Sign sign, int thirds) {
        Duration age = sign.at().age(settings.time());
        return age.compareTo(sign.ttl().multipliedBy(thirds).dividedBy(3)) >= 0;
    }
}
