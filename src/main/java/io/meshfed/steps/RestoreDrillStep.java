package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.report.StepReport;
import io.meshfed.resource.DrillMemory;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts back what a drill changed that was killed before it could do so itself, and nothing when
 * there was none.
 *
 * @param syncPeriod istiod's {@code --resync}
 */
public record RestoreDrillStep(String mesh, Duration syncPeriod) implements Step {

    public RestoreDrillStep {
        requireNonNull(mesh);
        requireNonNull(syncPeriod);
    }

    @Override
    public String name() {
        return FailoverDrillStep.NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Mesh local = context.whole().mesh(mesh).orElseThrow();
        WayBack back = new WayBack(context, local, syncPeriod);
        Optional<DrillMemory> left = back.remembered();
        left.ifPresent(memory -> back.go(memory));
        context.settings()
                .progress()
                .done(
                        left.map(
                                        memory ->
                                                "everything is as it was before the drill of "
                                                        + memory.service())
                                .orElse("no drill of mesh '%s' was cut off".formatted(mesh)));
        return StepReport.of(name())
                .withResult("verdict", "restored")
                .withResult("failover-seconds", "none");
    }
}
