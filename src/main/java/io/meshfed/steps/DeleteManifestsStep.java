package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.report.StepReport;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.steps.sets.SetReport;

/** Takes the objects of a set out of clusters, and nothing else. */
public record DeleteManifestsStep(ManifestSource source, SetOptions options) implements Step {

    public static final String NAME = "delete-manifests";

    public DeleteManifestsStep {
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
        return SetReport.deleted(NAME, context, source, options);
    }
}
