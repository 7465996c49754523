package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.report.Change;
import io.meshfed.report.Progress;
import io.meshfed.report.SafeText;
import io.meshfed.report.StepReport;
import io.meshfed.resource.PromotionObjects;
import java.util.ArrayList;
import java.util.List;

/** Gives back the promotion locks that a holder has; those of others stay. */
public record ReleaseLockStep(String holder) implements Step {

    public static final String NAME = "release-lock";

    public ReleaseLockStep {
        requireNonNull(holder);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        List<Change> changes = new ArrayList<>();
        for (Mesh mesh : context.federation().meshes()) {
            PromotionLock lock = AcquireLockStep.lock(context, mesh);
            boolean released = lock.release(holder).isPresent();
            if (!released) {
                tell(context.settings().progress(), mesh, lock);
            }
            changes.add(
                    new Change(
                            released ? Change.Kind.UPDATED : Change.Kind.UNCHANGED,
                            mesh.cluster().name(),
                            PromotionObjects.lock(mesh),
                            List.of()));
        }
        long released = changes.stream().filter(change -> change.kind().isWrite()).count();
        return StepReport.of(NAME).withChanges(changes).withResult("released", "" + released);
    }

    private void tell(Progress progress, Mesh mesh, PromotionLock lock) {
        String who =
                lock.peek()
                        .filter(lease -> !lease.free())
                        .map(lease -> "'" + SafeText.of(lease.holder()) + "' has it")
                        .orElse("nobody has it");
        progress.warning(
                "'%s' does not have the promotion lock of mesh '%s': %s"
                        .formatted(holder, mesh.name(), who));
    }
}
