package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.LocateGatewayStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "locate-gateway",
        description = "Finds where each mesh's ingress gateway answers its peers.",
        footer = {"", "Example:", "  meshfed locate-gateway --output json"})
final class LocateGatewayCommand extends WritingCommand {

    LocateGatewayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new LocateGatewayStep());
    }
}
