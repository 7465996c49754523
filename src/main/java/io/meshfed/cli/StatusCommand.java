package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
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
@CatalogEntry(
        displayName = "Status",
        tags = "verification",
        details =
                "One look: connections, their age, exports, imports and how long roots are valid.")
@Access({
    Permission.CONTROL_PLANE,
    Permission.OWN_ROOTS,
    Permission.SERVICES,
    Permission.PODS,
    Permission.READ_TRUST,
    Permission.READ_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.READ_PEERS,
    Permission.NODES
})
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
