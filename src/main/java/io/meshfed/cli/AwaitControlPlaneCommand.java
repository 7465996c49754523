package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.AwaitControlPlaneStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "await-control-plane",
        description = "Waits until every control plane is Ready for its current generation.",
        footer = {
            "",
            "Example:",
            "  meshfed await-control-plane --mesh aro-stg-mesh --timeout 15m"
        })
@CatalogEntry(
        displayName = "Await control plane",
        tags = "readiness",
        details =
                "Ends when each is Ready, or with WAIT and the last reason when the time is over.")
@Access({Permission.CONTROL_PLANE})
final class AwaitControlPlaneCommand extends StepCommand {

    AwaitControlPlaneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.reading(new AwaitControlPlaneStep());
    }

    @Override
    Narrowing narrowing() {
        return Narrowing.MESHES;
    }
}
