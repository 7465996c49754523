package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Param;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.promotion.PromotionStatusStep;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "promotion-status",
        description = "Shows where promotions stand, and what is to be done next; never waits.",
        footer = {
            "",
            "Example:",
            "  meshfed promotion-status -f contexts/aro-rosa/promotion.yaml",
            "",
            "-f names a promotion file or a federation file; docs/promotion-lock.md tells what is kept where."
        })
@CatalogEntry(
        displayName = "Promotion status",
        tags = "promotion",
        details =
                "How far each promotion came, who approved which plan, what the gates said last, who has the lock. The param federation may name a promotion file.")
@Access({Permission.READ_PROMOTIONS, Permission.READ_PROMOTION_LOCK})
@Result(name = "open", description = "Number of promotions that have not ended", maxBytes = 6)
@Result(
        name = "verdict",
        description =
                "promoted, paused, failed, rolled-back or partial, of a promotion file; unchanged when nothing was written, or it is not the work of the holder that was asked for",
        maxBytes = 11)
final class PromotionStatusCommand extends PromotionLookCommand {

    @Option(
            names = "--holder",
            paramLabel = "NAME",
            defaultValue = "",
            converter = LockOption.HolderOrNone.class,
            description =
                    "Whose work the verdict is about: who has the promotion lock. Default: anybody's.")
    @Param("Whose work the verdict is about: who has the promotion lock; empty for anybody's")
    String holder = "";

    PromotionStatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.reading(new PromotionStatusStep(wanted(), holder));
    }
}
