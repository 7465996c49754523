package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.steps.VerifyAccessStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "verify-access",
        description = "Looks at everything that federating needs, and changes nothing.",
        footer = {"", "Example:", "  meshfed verify-access -f contexts/aro-rosa/federation.yaml"})
final class VerifyAccessCommand extends StepCommand {

    VerifyAccessCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return List.of(new VerifyAccessStep());
    }
}
