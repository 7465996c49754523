package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.promotion.ReleaseLockStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "release-lock",
        description = "Gives back the promotion lock that a holder has; that of others stays.",
        footer = {
            "",
            "Example:",
            "  meshfed release-lock --holder \"$BUILD_TAG\"",
            "",
            "Default: all meshes of stage production, or that of the promotion file; docs/promotion-lock.md."
        })
@CatalogEntry(
        displayName = "Release lock",
        tags = "promotion",
        details =
                "To be the last that a pipeline does, whatever came of it. What the holder does not have changes nothing, and is told.")
@Access(Permission.GIVE_BACK_PROMOTION_LOCK)
@Result(name = "released", description = "Number of locks that were given back", maxBytes = 4)
final class ReleaseLockCommand extends PromotionLockCommand {

    ReleaseLockCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new ReleaseLockStep(holder));
    }
}
