package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.report.StepReport;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Waits for both directions of every peering, and proves them.
 *
 * @param samples good looks in a row that prove a direction
 * @param interval between two looks
 * @param syncPeriod istiod's {@code --resync}
 * @param restartIstiod restart the istiod of a mesh, once, where its state advises it
 */
public record VerifyFederationStep(
        int samples, Duration interval, Duration syncPeriod, boolean restartIstiod)
        implements Step {

    public static final String NAME = "verify-federation";

    public VerifyFederationStep {
        requireNonNull(interval);
        requireNonNull(syncPeriod);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, FederationLook> first =
                Work.onMeshes(context, mesh -> FederationLook.first(context, mesh));
        FederationWatch watch =
                new FederationWatch(this, context.narrowedTo(first.survivors(context)));
        watch.untilVerified(looks(first));
        return watch.report().withFailures(first.failures());
    }

    static SortedMap<Mesh, FederationLook> looks(Work<Mesh, FederationLook> work) {
        SortedMap<Mesh, FederationLook> looks = new TreeMap<>();
        work.values().forEach(look -> looks.put(look.mesh(), look));
        return looks;
    }
}
