package io.meshfed.crash;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.steps.CheckContentsStep;
import io.meshfed.steps.DeleteEverythingStep;
import io.meshfed.steps.DeleteManifestsStep;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.steps.UnpeerStep;
import io.meshfed.steps.VerifyFederationStep;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A writing command with the options that it has when none is given. */
enum Command {
    FEDERATE(Pipelines.federate(trust(), verification())),
    UNFEDERATE(Pipelines.unfederate(new UnpeerStep(Duration.ofSeconds(2)))),
    SHARE_TRUST(Pipelines.alone(trust())),
    ROUTE_NONE(Visitors.route(TrafficPattern.NONE)),
    ROUTE_STANDARD(Visitors.route(TrafficPattern.STANDARD)),
    ROUTE_MIRROR(Visitors.route(TrafficPattern.mirror(Visitors.PEER, 10))),
    ROUTE_BALANCE(Visitors.route(TrafficPattern.balance(Visitors.EVEN))),
    ROUTE_FAILOVER(Visitors.route(TrafficPattern.failover(Visitors.PEER, "us-east"))),
    APPLY_SET(Pipelines.alone(new ApplyManifestsStep(SetPlan.source("old"), SetPlan.OPTIONS))),
    APPLY_CHANGED_SET(
            Pipelines.alone(new ApplyManifestsStep(SetPlan.source("new"), SetPlan.OPTIONS))),
    DELETE_SET(Pipelines.alone(new DeleteManifestsStep(SetPlan.source("old"), SetPlan.OPTIONS))),
    EVERYTHING(
            Pipelines.unfederateEverything(
                    new UnpeerStep(Duration.ofSeconds(2)),
                    new DeleteEverythingStep("default"),
                    new CheckContentsStep("default", SetOptions.Contents.REFUSE)));

    static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final List<Step> steps;

    Command(List<Step> steps) {
        this.steps = steps;
    }

    List<Step> steps() {
        return steps;
    }

    /** How many peers there are when it has said OK; empty when that is none of its business. */
    Optional<Integer> peersAfter() {
        return switch (this) {
            case FEDERATE -> Optional.of(2);
            case UNFEDERATE, EVERYTHING -> Optional.of(0);
            default -> Optional.empty();
        };
    }

    private static ShareTrustStep trust() {
        return new ShareTrustStep(ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED);
    }

    private static VerifyFederationStep verification() {
        return new VerifyFederationStep(3, Duration.ofSeconds(1), Duration.ofSeconds(60), false);
    }
}
