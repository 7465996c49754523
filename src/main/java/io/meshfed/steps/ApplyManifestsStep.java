package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Cancellation;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.steps.sets.SetReport;
import java.util.List;

/** Makes clusters have the objects of a set, and none that left it. */
public record ApplyManifestsStep(ManifestSource source, SetOptions options) implements Step {

    public static final String NAME = "apply-manifests";

    public ApplyManifestsStep {
        requireNonNull(source);
        requireNonNull(options);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        List<Draft> drafts = drafts(context.settings().cancellation());
        OpenDrills.requireNotScaling(context, drafts);
        return SetReport.applied(NAME, context, source, options, drafts);
    }

    /** What fails because the end was wished is told as that. */
    private List<Draft> drafts(Cancellation cancellation) {
        try {
            return source.read(end -> cancellation.onCancel(end)::close);
        } catch (FederationException failure) {
            cancellation.throwIfCancelled();
            throw failure;
        }
    }
}
