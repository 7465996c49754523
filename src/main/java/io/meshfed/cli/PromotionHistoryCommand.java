package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.promotion.PromotionHistoryStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "promotion-history",
        description = "Shows how the last five promotions of each service ended.",
        footer = {
            "",
            "Example:",
            "  meshfed promotion-history --mesh rosa-prod-mesh --service prod-member/kube-info",
            "",
            "-f names a promotion file or a federation file; docs/promotion-lock.md tells what is kept where."
        })
@CatalogEntry(
        displayName = "Promotion history",
        tags = "promotion",
        details =
                "Releases with their digests, who approved which plan, and how each ended, newest first. The param federation may name a promotion file.")
@Access(Permission.READ_PROMOTIONS)
@Result(name = "episodes", description = "Number of promotions that are remembered", maxBytes = 6)
final class PromotionHistoryCommand extends PromotionLookCommand {

    PromotionHistoryCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.reading(new PromotionHistoryStep(wanted()));
    }
}
