package io.meshfed.cli;

import io.meshfed.catalog.CatalogEntry;
import io.meshfed.cluster.LockOptions;
import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.model.Stage;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.CheckContentsStep;
import io.meshfed.steps.DeleteEverythingStep;
import io.meshfed.steps.sets.SetOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "unfederate",
        description = "The way back of federate: takes all peerings of the file apart.",
        footer = {"", "Example:", "  meshfed unfederate --everything --dry-run server"})
@CatalogEntry(
        displayName = "Unfederate",
        tags = "peering",
        writes = true,
        details =
                "Takes every peering of the file apart as unpeer does: exports drained, both peers at once, then service sets and trust. What others made stays. With everything, what apply-manifests made goes too.")
final class UnfederateCommand extends TakingApartCommand {

    @Option(
            names = "--everything",
            description =
                    "Take away the routes and all sets of apply-manifests too, the meshes and operators in them included, and prove that nothing is left. Only for the whole file.")
    boolean everything;

    @Option(
            names = "--applyset-namespace",
            paramLabel = "NAME",
            defaultValue = "default",
            description =
                    "Where the inventories of sets lie: no namespace of a set itself. Default: default.")
    String inventoryNamespace = "default";

    @Option(
            names = "--yes-production",
            description = "With --everything: meshes of stage production may go, too.")
    boolean production;

    @Option(
            names = "--with-contents",
            description =
                    "Namespaces of sets that are deleted may go with whatever others put into them. Default: then nothing is deleted.")
    boolean withContents;

    UnfederateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        SetOptions.Contents contents = SetOptions.Contents.of(withContents);
        return everything
                ? Pipelines.unfederateEverything(
                        unpeer.step(),
                        new DeleteEverythingStep(inventoryNamespace, contents),
                        new CheckContentsStep(inventoryNamespace, contents))
                : super.steps();
    }

    /** It deletes the namespaces in which the writers meet. */
    @Override
    Optional<LockOptions> lock() {
        return everything ? super.lock().map(LockOptions::whereverThereIsAHome) : super.lock();
    }

    @Override
    Federation part(Federation whole) {
        Federation part = super.part(whole);
        boolean narrowed =
                Stream.of(federation.meshes, federation.peerings)
                        .flatMap(List::stream)
                        .anyMatch(name -> !name.equals(FederationOptions.ALL));
        if (everything && (narrowed || !part.equals(whole))) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--everything is for the whole federation, not for a part of it",
                    "Leave --mesh and --peering out; for one mesh: unpeer, then delete-manifests.");
        }
        if (everything && !production) {
            requireNoProduction(whole);
        }
        return part;
    }

    private static void requireNoProduction(Federation whole) {
        whole.meshes().stream()
                .filter(mesh -> mesh.stage() == Stage.PRODUCTION)
                .findFirst()
                .ifPresent(
                        mesh -> {
                            throw new FederationException(
                                    ErrorClass.INPUT,
                                    "mesh '%s' is of stage production, and is not deleted unasked"
                                            .formatted(mesh.name()),
                                    "Add --yes-production if that is what you mean.");
                        });
    }
}
