package io.meshfed.steps;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ExportedServiceSets;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;

/** Offers services of each mesh to its peers. */
public record ExportServicesStep() implements Step {

    public static final String NAME = "export-services";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        ObjectsOfMesh sets = new ObjectsOfMesh(ResourceTypes.EXPORTS, FederationObjects::exports);
        return sets.apply(
                NAME,
                context,
                (direction, seen) ->
                        ExportedServiceSets.desired(context.whole().name(), direction));
    }
}
