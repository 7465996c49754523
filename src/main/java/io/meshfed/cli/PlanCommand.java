package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.RunReport;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description =
                "Says what federate would change, field by field; exits 2 when it is something.",
        footer = {"", "Example:", "  meshfed plan --output json --report json=plan.json"})
@CatalogEntry(
        displayName = "Plan",
        tags = "dry-run",
        details =
                "The API servers rehearse each write and store nothing. Exit code 2 says that there is something to do. Tekton takes that for a failure: where it is none, give the pipeline task onError: continue.")
@Access({
    Permission.CONTROL_PLANE,
    Permission.OWN_ROOTS,
    Permission.SERVICES,
    Permission.READ_TRUST,
    Permission.READ_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.READ_PEERS,
    Permission.APPLY_TRUST,
    Permission.APPLY_EXPORTS,
    Permission.APPLY_IMPORTS,
    Permission.APPLY_PEERS,
    Permission.MANAGED_GATEWAYS,
    Permission.NODES
})
final class PlanCommand extends StepCommand {

    @Mixin TrustOptions trust;
    @Mixin TakeBackOption edits;

    PlanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Set<String> takeBack() {
        return edits.managers();
    }

    @Override
    List<Step> steps() {
        return Pipelines.plan(trust.step());
    }

    @Override
    RunSettings.Mode mode() {
        return RunSettings.Mode.DRY_RUN;
    }

    @Override
    RunReport finish(RunReport report) {
        boolean pending = report.failures().isEmpty() && report.changed() > 0;
        return pending ? report.withVerdict(RunReport.Verdict.of(ErrorClass.DIFF)) : report;
    }
}
