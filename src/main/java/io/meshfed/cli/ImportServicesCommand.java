package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ImportServicesStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "import-services",
        description = "Takes services that peers offer into each mesh.",
        footer = {"", "Example:", "  meshfed import-services --mesh rosa-prod-mesh"})
@CatalogEntry(
        displayName = "Import services",
        tags = "services",
        writes = true,
        details = "Applies one ImportedServiceSet per peer, as the federation file says.")
@Access({Permission.READ_IMPORTS, Permission.APPLY_IMPORTS, Permission.LOCK})
final class ImportServicesCommand extends WritingCommand {

    ImportServicesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new ImportServicesStep());
    }
}
