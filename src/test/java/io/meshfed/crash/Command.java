package io.meshfed.crash;

import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Finish;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.steps.CheckContentsStep;
import io.meshfed.steps.DeleteEverythingStep;
import io.meshfed.steps.DeleteManifestsStep;
import io.meshfed.steps.RouteTrafficStep;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.steps.UnpeerStep;
import io.meshfed.steps.VerifyFederationStep;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
    SCALE(Pipelines.alone(Drilled.scaling(Drilled.SCALED))),
    SCALE_TO_NONE(Pipelines.alone(Drilled.scaling(0))),
    /** Its requests are those of the world that it runs in. */
    DRILL(world -> Pipelines.alone(Drilled.drill(world.visits()))),
    /** Of the service that is being promoted. */
    DRILL_PRODUCTION(world -> Pipelines.alone(Drilled.drillProduction(world.visits()))),
    RESTORE(Pipelines.alone(Drilled.restore())),
    /** With a file that offers production nothing of staging yet. */
    FEDERATE_BEFORE(Pipelines.federate(trust(), verification())),
    PLAN(world -> Promoted.plan(world, Finish.INSTALL)),
    PLAN_SERVING(world -> Promoted.plan(world, Finish.SERVE_FROM_STAGING)),
    PROMOTE(world -> Promoted.promote(world, Finish.INSTALL, world.visits())),
    PROMOTE_SERVING(world -> Promoted.promote(world, Finish.SERVE_FROM_STAGING, world.visits())),
    /** Which no gate lets through. */
    PROMOTE_BAD(world -> Promoted.promote(world, Finish.INSTALL, Promoted.failing(world))),
    ROLL_BACK(Promoted::rollBack),
    ROUTE_PRODUCTION(
            Pipelines.alone(
                    new RouteTrafficStep(
                            Promoted.PRODUCTION.mesh(),
                            Promoted.PRODUCTION.service().toString(),
                            PatternWish.of(TrafficPattern.STANDARD),
                            Set.of("other.apps.rosa.example"),
                            Duration.ofSeconds(60)))),
    EVERYTHING(
            Pipelines.unfederateEverything(
                    new UnpeerStep(Duration.ofSeconds(2)),
                    new DeleteEverythingStep("default", SetOptions.Contents.REFUSE),
                    new CheckContentsStep("default", SetOptions.Contents.REFUSE)));

    static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Function<World, List<Step>> steps;

    Command(List<Step> steps) {
        this(world -> steps);
    }

    Command(Function<World, List<Step>> steps) {
        this.steps = steps;
    }

    List<Step> steps(World world) {
        return steps.apply(world);
    }

    /** A drill takes away and gives back each time; everything else has nothing to do again. */
    boolean writesAgain() {
        return this == DRILL || this == DRILL_PRODUCTION;
    }

    /** Whether it does in each cluster what concerns no other. */
    boolean ofEachCluster() {
        return switch (this) {
            case APPLY_SET, APPLY_CHANGED_SET, DELETE_SET, SCALE, SCALE_TO_NONE -> true;
            default -> false;
        };
    }

    /** The file that it reads. */
    Federation federation() {
        return this == FEDERATE_BEFORE ? World.BEFORE : World.FEDERATION;
    }

    /** Whether it leads a promotion on, or back. */
    boolean promotes() {
        return switch (this) {
            case PROMOTE, PROMOTE_SERVING, PROMOTE_BAD, ROLL_BACK -> true;
            default -> false;
        };
    }

    /** Whether what it changes is to be as it was. */
    boolean drills() {
        return writesAgain() || this == RESTORE;
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
