package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.report.StepReport;
import io.meshfed.steps.sets.SetDrafts;
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
        OpenPromotions.requireNoneOfSet(context, options.inventory());
        List<Draft> drafts = SetDrafts.read(source, context.settings().cancellation());
        return SetReport.applied(NAME, context, source, options, drafts);
    }
}
