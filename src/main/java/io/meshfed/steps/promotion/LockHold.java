package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Beat;
import io.meshfed.engine.StepContext;
import java.util.Optional;

/** The promotion lock of a production mesh, renewed beside the run that took it. */
final class LockHold implements Hold, AutoCloseable {

    private final StepContext context;
    private final PromotionLock lock;
    private final PromotionLock.Taking wanted;
    private Optional<Beat> renewal = Optional.empty();

    /**
     * @param above a term that the record knows: this taking's is larger
     */
    LockHold(StepContext context, PromotionLock lock, RunTerms terms, long above) {
        this.context = requireNonNull(context);
        this.lock = requireNonNull(lock);
        this.wanted =
                new PromotionLock.Taking(
                        terms.holder(), PromotionLock.SHORT, terms.lockPatience(), above);
    }

    @Override
    public long take() {
        PromotionLock.Held held = lock.take(wanted);
        renewal = Optional.of(lock.renewing());
        context.clusters().guardWrites(this::require);
        return held.term();
    }

    @Override
    public void require() {
        lock.require();
    }

    @Override
    public void watch() {
        lock.watch();
    }

    @Override
    public boolean isLost() {
        return !lock.trusted();
    }

    @Override
    public void giveBack() {
        close();
        lock.giveBack().ifPresent(context.settings().progress()::warning);
    }

    /** No more signs of life: a run that died in the middle is not to look alive. */
    @Override
    public void close() {
        renewal.ifPresent(Beat::close);
    }
}
