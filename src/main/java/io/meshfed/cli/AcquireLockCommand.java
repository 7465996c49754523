package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Param;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.promotion.AcquireLockStep;
import io.meshfed.steps.promotion.KeepLockStep;
import io.meshfed.steps.promotion.PromotionLock.Taking;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "acquire-lock",
        description = "Takes the promotion lock of production meshes, for all steps of a pipeline.",
        footer = {
            "",
            "Example:",
            "  meshfed acquire-lock --holder \"$BUILD_TAG\" --ttl 1h --lock-wait 10m",
            "",
            "Default: all meshes of stage production, or that of the promotion file; docs/promotion-lock.md."
        })
@CatalogEntry(
        displayName = "Acquire lock",
        tags = "promotion",
        details =
                "Nobody else promotes to these meshes until release-lock, or until the time to live is over. The same holder again makes it last longer. It is not the lock of writers, which each step takes by itself.")
@Access(Permission.PROMOTION_LOCK)
@Result(name = "holder", description = "Who has the lock", maxBytes = 256)
@Result(
        name = "expires",
        description = "When the first of the locks ends by itself, by its cluster's clock",
        maxBytes = 30)
final class AcquireLockCommand extends PromotionLockCommand {

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            defaultValue = "30m",
            converter = DurationConverter.Limit.class,
            description = "After what time without a sign of life it ends by itself. Default: 30m.")
    Duration ttl = Duration.ofMinutes(30);

    @Option(
            names = "--lock-wait",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationConverter.Patience.class,
            description =
                    "How long to wait for somebody else who is promoting: 30s, 10m. Default: 0s, a CONFLICT.")
    @Param("How long to wait for somebody else who is promoting, before it is a CONFLICT")
    Duration wait = Duration.ZERO;

    @Option(
            names = "--keep",
            description =
                    "Take nothing: make last what the holder has, until release-lock gives it back. To run beside the work.")
    boolean keep;

    AcquireLockCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(
                keep
                        ? new KeepLockStep(holder, ttl)
                        : new AcquireLockStep(new Taking(holder, ttl, wait, 0)));
    }
}
