package io.meshfed.cli;

import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Result;
import io.meshfed.contexts.FederationFile;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ApplyManifestsStep;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "apply-manifests",
        description = "Makes clusters have the objects of YAML files and kustomizations.",
        footer = {
            "",
            "Example:",
            "  meshfed apply-manifests --mesh east contexts/east-west/aro/east/mesh"
        })
@CatalogEntry(
        displayName = "Apply manifests",
        tags = "manifests",
        writes = true,
        details =
                "Rehearses all objects, applies them in the order that their kinds need, deletes what left the set, and waits until they are ready. "
                        + "The inventory is an ApplySet, which kubectl can go on with.")
@Result(
        name = "applied",
        description = "Number of objects in the set, in all clusters",
        maxBytes = 10)
@Result(
        name = "pruned",
        description = "Number of objects that were deleted because they left the set",
        maxBytes = 10)
final class ApplyManifestsCommand extends SetCommand {

    @Option(
            names = "--no-prune",
            description =
                    "Leave what is no longer in the set where it is; a later run may delete it.")
    boolean noPrune;

    private Supplier<ApplyManifestsStep> step = this::notBegun;

    ApplyManifestsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Building a kustomization takes about as long as all that comes before the first write. */
    @Override
    FederationFile read() {
        ApplyManifestsStep begun = notBegun().begun(cancellation());
        step = () -> begun;
        return super.read();
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(step.get());
    }

    private ApplyManifestsStep notBegun() {
        return new ApplyManifestsStep(set.source(environment()), set.options(!noPrune));
    }
}
