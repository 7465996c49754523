package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.steps.ListContextsStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "contexts",
        description = "Shows which cluster stands behind each name, and who we are there.",
        footer = {"", "Example:", "  meshfed contexts --kubeconfig aro.yaml:rosa.yaml"})
final class ContextsCommand extends StepCommand {

    ContextsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return List.of(new ListContextsStep());
    }
}
