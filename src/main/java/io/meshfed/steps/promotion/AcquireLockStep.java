package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.report.Change;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.steps.promotion.PromotionLock.Taking;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the promotion locks of meshes for a holder: all of them, or none. */
public record AcquireLockStep(Taking wanted) implements Step {

    public static final String NAME = "acquire-lock";

    /** To give back what was taken; well below the time after which a process is killed. */
    private static final Duration BRIEFLY = Duration.ofSeconds(5);

    public AcquireLockStep {
        requireNonNull(wanted);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Duration begin = context.settings().time().elapsed();
        List<Runnable> undo = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        Optional<Instant> first = Optional.empty();
        try {
            // By name, so that two who want the same never wait for each other.
            for (Mesh mesh : context.federation().meshes().stream().sorted().toList()) {
                PromotionLock lock = lock(context, mesh);
                Optional<PromotionLease> before = lock.peek();
                Instant end = lock.keep(within(context, begin)).expires();
                first = first.filter(earlier -> earlier.isBefore(end)).or(() -> Optional.of(end));
                changes.add(change(mesh, before));
                if (before.filter(lease -> lease.heldBy(wanted.holder())).isEmpty()) {
                    undo.add(() -> lock.release(wanted.holder()));
                }
            }
        } catch (FederationException refused) {
            putBack(context, undo);
            throw refused;
        }
        return StepReport.of(NAME)
                .withChanges(changes)
                .withResult("holder", wanted.holder())
                .withResult(
                        "expires",
                        first.map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse(""));
    }

    /** Also of a run that was told to end; what cannot be given back keeps nothing else back. */
    private static void putBack(StepContext context, List<Runnable> undo) {
        context.settings()
                .cancellation()
                .putBack(
                        BRIEFLY,
                        () -> {
                            for (Runnable each : undo) {
                                try {
                                    each.run();
                                } catch (FederationException left) {
                                    context.settings()
                                            .progress()
                                            .warning(
                                                    "a promotion lock that was taken before stays until it is given back by release-lock, or ends: "
                                                            + left.getMessage());
                                }
                            }
                            return true;
                        });
    }

    /** Patience is for all of them together. */
    private Taking within(StepContext context, Duration begin) {
        Duration left = wanted.patience().minus(context.settings().time().elapsed().minus(begin));
        return new Taking(
                wanted.holder(),
                wanted.ttl(),
                left.isNegative() ? Duration.ZERO : left,
                wanted.above());
    }

    private static Change change(Mesh mesh, Optional<PromotionLease> before) {
        return new Change(
                before.isEmpty() ? Change.Kind.CREATED : Change.Kind.UPDATED,
                mesh.cluster().name(),
                PromotionObjects.lock(mesh),
                List.of());
    }

    static PromotionLock lock(StepContext context, Mesh mesh) {
        return new PromotionLock(
                context.sessionFor(mesh), context.whole().name(), mesh, context.settings());
    }
}
