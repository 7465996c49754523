package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.contexts.FederationFile;
import io.meshfed.contexts.PromotionFile;
import io.meshfed.contexts.PromotionReader;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.RunReport;
import io.meshfed.steps.promotion.PlanPromotionStep;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "plan-promotion",
        description =
                "Says all that a promotion will change, and the digest that approves it; exits 2 when it is something.",
        footer = {
            "",
            "Example:",
            "  meshfed plan-promotion -f contexts/aro-rosa/promotion.yaml --report markdown=plan.md",
            "",
            "-f names a promotion file; docs/promotion-plan.md explains plans."
        })
@CatalogEntry(
        displayName = "Plan promotion",
        tags = "dry-run",
        kustomizes = true,
        details =
                "Reads both meshes of the promotion file that the param federation names, and stores nothing: exports, imports, the route of each ramp step, and the manifests of the release, rehearsed by the API servers. Exit code 2 says that there is something to do. Tekton takes that for a failure: where it is none, set allow-diff.")
@Access({
    Permission.SERVICES,
    Permission.READ_EXPORTS,
    Permission.LIST_EXPORTS,
    Permission.APPLY_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.APPLY_IMPORTS,
    Permission.ROUTES,
    Permission.GATEWAYS,
    Permission.ROUTED_SERVICES,
    Permission.ROUTE,
    Permission.FAIL_OVER,
    Permission.RUNNING,
    Permission.READ_PROMOTION
})
@Result(name = "plan-digest", description = "Digest of the plan, to approve it by", maxBytes = 71)
@Result(name = "outcome", description = "planned, or unchanged", maxBytes = 9)
@Result(name = "summary", description = "The plan in one line", maxBytes = 256)
final class PlanPromotionCommand extends StepCommand {

    @Option(
            names = "--expected-plan-digest",
            paramLabel = "DIGEST",
            defaultValue = "",
            converter = GateOptions.Digest.class,
            description =
                    "Digest of the plan that was approved: when this one is another, it is a CONFLICT.")
    String approved = "";

    @Option(
            names = "--allow-diff",
            description =
                    "Something to do is no DIFF but OK, exit code 0: for pipelines that go on with it.")
    boolean allowDiff;

    private final Surroundings surroundings;
    private List<Promotion> read = List.of();

    PlanPromotionCommand(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    FederationFile read() {
        PromotionFile file = PromotionReader.read(federation.file);
        read = List.of(file.promotion());
        List<String> warnings = new ArrayList<>(file.federation().warnings());
        warnings.addAll(file.warnings());
        return new FederationFile(
                file.federation().federation(), warnings, file.federation().sha256());
    }

    /** The two meshes that the promotion file names. */
    @Override
    Federation part(Federation whole) {
        Promotion promotion = read.get(0);
        return whole.without(
                mesh -> !List.of(promotion.from(), promotion.to()).contains(mesh.name()),
                peering -> false);
    }

    @Override
    RunSettings.Mode mode() {
        return RunSettings.Mode.DRY_RUN;
    }

    @Override
    List<Step> steps() {
        return Pipelines.reading(
                new PlanPromotionStep(
                        read.get(0),
                        federation.file,
                        surroundings.console().environment().getOrDefault("PATH", ""),
                        approved));
    }

    @Override
    RunReport finish(RunReport report) {
        // What is under way has something to do, also where nothing is left to change.
        boolean todo = "planned".equals(report.results().get("outcome"));
        boolean pending = !allowDiff && report.failures().isEmpty() && todo;
        return pending ? report.withVerdict(RunReport.Verdict.of(ErrorClass.DIFF)) : report;
    }
}
