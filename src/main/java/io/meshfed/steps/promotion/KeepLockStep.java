package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the promotion locks last that a holder has, until all of them are given back.
 *
 * @param ttl for how long a lock is held after a sign of life
 */
public record KeepLockStep(String holder, Duration ttl) implements Step {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    public KeepLockStep {
        requireNonNull(holder);
        requireNonNull(ttl);
    }

    @Override
    public String name() {
        return AcquireLockStep.NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        List<KeptLock> locks = new ArrayList<>();
        context.federation()
                .meshes()
                .forEach(mesh -> locks.add(new KeptLock(context, mesh, holder, ttl)));
        while (true) {
            locks.removeIf(lock -> !lock.held());
            if (locks.isEmpty()) {
                return StepReport.of(AcquireLockStep.NAME)
                        .withResult("holder", holder)
                        .withResult("expires", "");
            }
            if (context.settings().deadline().passed()) {
                throw tooLong(context);
            }
            context.settings().progress().waiting("the promotion lock", "kept for " + holder);
            context.settings().pause(BETWEEN_LOOKS);
        }
    }

    private static FederationException tooLong(StepContext context) {
        return new FederationException(
                ErrorClass.WAIT,
                "the promotion lock was kept for %s, and nobody gave it back"
                        .formatted(Durations.text(context.settings().timeout())),
                "It ends by itself. Raise --timeout where the work takes longer.");
    }
}
