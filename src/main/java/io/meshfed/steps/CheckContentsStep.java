package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.report.StepReport;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.steps.sets.SetReport;

/**
 * Before everything is taken away: whether what others put into namespaces of the sets would go
 * with them. It changes nothing.
 *
 * @param inventoryNamespace in which the inventories of the sets lie
 * @param contents of those namespaces; nobody looks for what may go
 */
public record CheckContentsStep(String inventoryNamespace, SetOptions.Contents contents)
        implements Step {

    public static final String NAME = "check-contents";

    public CheckContentsStep {
        requireNonNull(inventoryNamespace);
        requireNonNull(contents);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        if (contents == SetOptions.Contents.REFUSE) {
            SetReport.requireNothingForeign(context, inventoryNamespace);
        }
        return StepReport.of(NAME);
    }
}
