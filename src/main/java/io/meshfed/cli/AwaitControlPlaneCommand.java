package io.meshfed.cli;

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
