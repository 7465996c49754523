package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.DrillMemory;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts back what a drill changed that was killed before it could do so itself, and nothing when
 * there was none.
 *
 * @param service of the drill, {@code NAMESPACE/NAME}, or the name of one that the file exports
 * @param syncPeriod istiod's {@code --resync}
 */
public record RestoreDrillStep(String mesh, String service, Duration syncPeriod) implements Step {

    public RestoreDrillStep {
        requireNonNull(mesh);
        requireNonNull(service);
        requireNonNull(syncPeriod);
    }

    @Override
    public String name() {
        return FailoverDrillStep.NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Mesh local = context.whole().mesh(mesh).orElseThrow();
        ServiceName named = ServiceNames.of(context, local, "--service", service);
        WayBack back = new WayBack(context, local, syncPeriod);
        Optional<DrillMemory> left = back.remembered();
        left.ifPresent(memory -> requireIts(local, memory, named));
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

    private static void requireIts(Mesh local, DrillMemory memory, ServiceName named) {
        if (!memory.service().equals(named)) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the drill of mesh '%s' that was cut off is of %s, and not of %s"
                            .formatted(local.name(), memory.service(), named),
                    "Put that back: " + OpenDrills.restore(local, memory));
        }
    }
}
