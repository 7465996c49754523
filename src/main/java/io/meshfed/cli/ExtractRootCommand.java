package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.catalog.Workspace;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ExtractRootStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "extract-root",
        description = "Prints each mesh's own root certificates: who, until when, which.",
        footer = {"", "Example:", "  meshfed extract-root --to roots/"})
@CatalogEntry(
        displayName = "Extract root",
        tags = "certificates",
        details =
                "Reads the ConfigMap istio-ca-root-cert next to each control plane and tells subject, validity and fingerprint. "
                        + "With the workspace output, one PEM file per mesh is written there.")
@Access({Permission.OWN_ROOTS})
@Result(
        name = "fingerprints",
        description = "A line mesh=SHA-256 per mesh, in lower-case hex",
        maxBytes = 256)
final class ExtractRootCommand extends StepCommand {

    @Option(
            names = "--to",
            paramLabel = "DIR",
            converter = PathConverter.class,
            description = "Also write them as PEM files, one per mesh: DIR/<mesh>.pem.")
    @Workspace(Workspace.Folder.OUTPUT)
    Path folder;

    ExtractRootCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.reading(new ExtractRootStep(Optional.ofNullable(folder)));
    }

    @Override
    Narrowing narrowing() {
        return Narrowing.MESHES;
    }
}
