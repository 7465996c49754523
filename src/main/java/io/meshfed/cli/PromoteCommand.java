package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.contexts.FederationFile;
import io.meshfed.contexts.PromotionFile;
import io.meshfed.contexts.PromotionReader;
import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.promotion.PromoteStep;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "promote",
        description =
                "Promotes a release from staging to production, step by step, or takes it back.",
        footer = {
            "",
            "Example:",
            "  meshfed promote -f contexts/aro-rosa/promotion.yaml --expected-plan-digest sha256:... --approver jane --timeout 2h",
            "",
            "-f names a promotion file. The gates are asked before the ramp and after each of its steps: when all pass it goes on, when one fails",
            "everything is brought back to what it was, when one cannot say it pauses. Cut off anywhere, the same command goes on from there, and",
            "roll-back takes it back; all that is needed for it lies in the production cluster. The lock of a run that died ends after 65s, that of",
            "acquire-lock after its --ttl: --lock-wait 2m waits for it."
        })
@CatalogEntry(
        displayName = "Promote",
        tags = "promotion",
        writes = true,
        retriesSafe = false,
        kustomizes = true,
        details =
                "Carries out the plan of plan-promotion whose digest was approved: exports and imports, the route of each ramp step, the release's own manifests, each judged by the gates of the promotion file that the param federation names. "
                        + "Ends with GATE-FAIL when a gate said no and all was taken back, with GATE-UNKNOWN when it pauses. Beside these rights it needs those to apply the release's manifests.")
@Access({
    Permission.CONTROL_PLANE,
    Permission.OWN_ROOTS,
    Permission.SERVICES,
    Permission.PODS,
    Permission.RUNNING,
    Permission.READ_TRUST,
    Permission.READ_EXPORTS,
    Permission.LIST_EXPORTS,
    Permission.APPLY_EXPORTS,
    Permission.DELETE_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.APPLY_IMPORTS,
    Permission.DELETE_IMPORTS,
    Permission.READ_PEERS,
    Permission.ROUTES,
    Permission.GATEWAYS,
    Permission.ROUTED_SERVICES,
    Permission.ROUTE,
    Permission.FAIL_OVER,
    Permission.MERGE_IMPORTS,
    Permission.NODES,
    Permission.REGIONS,
    Permission.PROMOTION_RECORD,
    Permission.PROMOTION_LOCK,
    Permission.LOCK
})
@Result(
        name = "verdict",
        description = "promoted, unchanged, paused, failed, rolled-back or partial",
        maxBytes = 11)
@Result(name = "PLAN_DIGEST", description = "Digest of the plan", maxBytes = 71)
@Result(
        name = "IMAGES",
        description =
                "When the verdict is promoted: the images of the release with their digests, one a line. Two fit as a rule, the others are left out without a word; the report has all",
        maxBytes = 256)
final class PromoteCommand extends PromotingCommand {

    @Mixin PromoteOptions promotion;
    @Mixin StagingOptions staging;

    private List<Promotion> read = List.of();

    PromoteCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    FederationFile read() {
        PromotionFile file = PromotionReader.read(federation.file);
        read = List.of(file.promotion());
        requireStep();
        List<String> warnings = new ArrayList<>(file.federation().warnings());
        warnings.addAll(file.warnings());
        return new FederationFile(
                file.federation().federation(), warnings, file.federation().sha256());
    }

    private void requireStep() {
        int steps = read.get(0).ramp().size();
        if (promotion.pauseAfter > steps) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--pause-after %d: the ramp has %d steps"
                            .formatted(promotion.pauseAfter, steps),
                    "Name one of them, counted from 1.");
        }
    }

    /** The two meshes that the promotion file names. */
    @Override
    Federation part(Federation whole) {
        return whole.without(mesh -> !concerns(read.get(0), mesh.name()), peering -> false);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(
                new PromoteStep(
                        new PromoteStep.Source(read.get(0), federation.file, programs()),
                        questions(staging::request, promotion.evidence),
                        promotion.wishes(gates.patience, rollback),
                        terms(promotion.install)));
    }
}
