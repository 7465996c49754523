package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.StatusStep;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Shows every direction at a glance; never waits.",
        footer = {"", "Example:", "  meshfed status --output json"})
final class StatusCommand extends StepCommand {

    @Option(
            names = "--sync-period",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.Limit.class,
            description = "istiod's --resync. Default: 60s.")
    Duration syncPeriod;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.reading(new StatusStep(syncPeriod));
    }
}
