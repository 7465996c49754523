package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.engine.Step;
import io.meshfed.steps.VerifyAccessStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "verify-access",
        description = "Looks at everything that federating needs, and changes nothing.",
        footer = {"", "Example:", "  meshfed verify-access -f contexts/aro-rosa/federation.yaml"})
@CatalogEntry(
        displayName = "Verify access",
        tags = {"permissions", "preflight"},
        details =
                "Asks every cluster of the federation file whether it answers, is the one that is meant, has the control planes, gateways and roots, and grants "
                        + "all that federating and taking apart need. It changes nothing.")
@Access({
    Permission.NAMESPACE,
    Permission.CONTROL_PLANE,
    Permission.OWN_ROOTS,
    Permission.SERVICES,
    Permission.PODS,
    Permission.READ_TRUST,
    Permission.READ_PROMOTIONS,
    Permission.READ_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.READ_PEERS,
    Permission.APPLY_TRUST,
    Permission.APPLY_EXPORTS,
    Permission.APPLY_IMPORTS,
    Permission.APPLY_PEERS,
    Permission.DELETE_TRUST,
    Permission.DELETE_EXPORTS,
    Permission.DELETE_IMPORTS,
    Permission.DELETE_PEERS,
    Permission.MANAGED_GATEWAYS,
    Permission.NODES,
    Permission.LOCK
})
final class VerifyAccessCommand extends StepCommand {

    VerifyAccessCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return List.of(new VerifyAccessStep());
    }
}
