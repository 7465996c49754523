package io.meshfed.steps;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.report.StepReport;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ImportedServiceSets;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ResourceTypes;

/**
 * Takes services that peers offer into each mesh. What a failover has merged into local services
 * stays merged.
 */
public record ImportServicesStep() implements Step {

    public static final String NAME = "import-services";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        ObjectsOfMesh sets = new ObjectsOfMesh(ResourceTypes.IMPORTS, FederationObjects::imports);
        return sets.apply(
                NAME,
                context,
                (direction, seen) ->
                        ImportedServiceSets.desired(
                                context.whole().name(),
                                direction,
                                MergedServices.of(seen, direction)));
    }
}
