package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.LocateGatewayStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "locate-gateway",
        description = "Finds where each mesh's ingress gateway answers its peers.",
        footer = {"", "Example:", "  meshfed locate-gateway --output json"})
@CatalogEntry(
        displayName = "Locate gateway",
        tags = "gateways",
        writes = true,
        details =
                "Waits until each ingress gateway has an address that its peers can use. Where the federation file says gateways: managed, it asks the control plane for them first.")
@Access({
    Permission.SERVICES,
    Permission.MANAGED_GATEWAYS,
    Permission.LOCK_TO_MANAGE,
    Permission.NODES
})
final class LocateGatewayCommand extends WritingCommand {

    LocateGatewayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new LocateGatewayStep());
    }
}
