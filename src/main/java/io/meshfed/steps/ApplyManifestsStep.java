package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Cancellation;
import io.meshfed.engine.Parallel;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.report.Failure;
import io.meshfed.report.StepReport;
import io.meshfed.steps.sets.SetDrafts;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.steps.sets.SetReport;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes clusters have the objects of a set, and none that left it.
 *
 * @param reading how the objects come out of the source
 */
public record ApplyManifestsStep(ManifestSource source, SetOptions options, Reading reading)
        implements Step {

    public static final String NAME = "apply-manifests";

    /** Gives what a source has. */
    public interface Reading {

        List<Draft> drafts(Cancellation cancellation);
    }

    public ApplyManifestsStep {
        requireNonNull(source);
        requireNonNull(options);
        requireNonNull(reading);
    }

    /** Reads when it is its turn. */
    public ApplyManifestsStep(ManifestSource source, SetOptions options) {
        this(source, options, cancellation -> SetDrafts.read(source, cancellation));
    }

    /**
     * The same, and the source is being read from now on: a kustomization takes about as long as
     * the first words with a cluster. What is wrong with it is told when it is the step's turn.
     */
    public ApplyManifestsStep begun(Cancellation cancellation) {
        Supplier<List<Draft>> begun = Parallel.begin(() -> reading.drafts(cancellation));
        return new ApplyManifestsStep(source, options, wish -> begun.get());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        OpenPromotions.requireNoneOfSet(context, options.inventory());
        List<Draft> drafts = reading.drafts(context.settings().cancellation());
        List<Failure> unknown = OpenDrills.requireNotScaling(context, drafts);
        StepContext known = context.narrowedTo(besides(unknown, context.federation()));
        return SetReport.applied(NAME, known, source, options, drafts).withFailures(unknown);
    }

    /** Whole clusters: a set is one for all meshes of a cluster. */
    private static Federation besides(List<Failure> unknown, Federation federation) {
        Set<ClusterRef> clusters =
                federation.meshes().stream()
                        .filter(
                                mesh ->
                                        unknown.stream()
                                                .anyMatch(
                                                        failure ->
                                                                failure.meshes()
                                                                        .contains(mesh.name())))
                        .map(Mesh::cluster)
                        .collect(Collectors.toSet());
        return federation.without(mesh -> clusters.contains(mesh.cluster()), peering -> false);
    }
}
