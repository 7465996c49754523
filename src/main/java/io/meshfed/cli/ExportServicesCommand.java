package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ExportServicesStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "export-services",
        description = "Offers services of each mesh to its peers.",
        footer = {
            "",
            "Example:",
            "  meshfed export-services --peering aro-stg-mesh,rosa-prod-mesh"
        })
@CatalogEntry(
        displayName = "Export services",
        tags = "services",
        writes = true,
        details = "Applies one ExportedServiceSet per peer, as the federation file says.")
@Access({Permission.READ_EXPORTS, Permission.APPLY_EXPORTS, Permission.LOCK})
final class ExportServicesCommand extends WritingCommand {

    ExportServicesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new ExportServicesStep());
    }
}
