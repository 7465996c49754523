package io.meshfed.cli;

import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Result;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.DeleteManifestsStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "delete-manifests",
        description = "Deletes the objects that apply-manifests made of the same paths.",
        footer = {
            "",
            "Example:",
            "  meshfed delete-manifests --mesh east contexts/east-west/aro/east/mesh"
        })
@CatalogEntry(
        displayName = "Delete manifests",
        tags = "manifests",
        writes = true,
        details =
                "Deletes what the inventory of the set names, in the reverse order of apply-manifests, and waits until it is gone. "
                        + "What stays is told with what it waits for.")
@Result(
        name = "deleted",
        description = "Number of objects that the set had, in all clusters",
        maxBytes = 10)
final class DeleteManifestsCommand extends SetCommand {

    DeleteManifestsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(
                new DeleteManifestsStep(set.source(environment()), set.options(true)));
    }
}
