package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.Refusal;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Says everything that a promotion will change, field by field, and the digest that somebody
 * approves it by. The API servers rehearse each object's first change; nothing is stored. Of a
 * promotion that is under way it is the plan that it began with, whatever it did already.
 *
 * @param file the promotion file
 * @param programs the folders in which programs lie, as in the environment
 * @param approved digest of the plan that it has to be; empty for any
 */
public record PlanPromotionStep(Promotion promotion, Path file, String programs, String approved)
        implements Step {

    public static final String NAME = "plan-promotion";

    public PlanPromotionStep {
        requireNonNull(promotion);
        requireNonNull(file);
        requireNonNull(programs);
        requireNonNull(approved);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        ReleaseFiles files =
                ReleaseFiles.read(promotion, file, programs, context.settings().cancellation());
        StandingPlan standing = StandingPlan.now(new PromotionScene(context, promotion, files));
        if (standing.foreign()) {
            throw Refused.of(Refusal.OTHER_RELEASE, standing.record());
        }
        return standing.begun() ? underWay(context, standing) : fresh(context, standing.planned());
    }

    private StepReport fresh(StepContext context, Planned planned) {
        return new ToldPlan(promotion, planned)
                .report(NAME)
                .withFailures(rehearse(context, planned))
                .withFailures(moved(planned.digest()));
    }

    /** The servers rehearsed it before it began; now they have some of it. */
    private StepReport underWay(StepContext context, StandingPlan standing) {
        Phase phase = standing.record().state().phase();
        if (phase.back()) {
            throw new FederationException(
                    ErrorClass.CONFLICT,
                    "this release of %s is being taken back, in phase %s"
                            .formatted(promotion.service(), phase),
                    "Go on with that first: meshfed roll-back");
        }
        Planned planned = standing.approved();
        String standsAt = "under way, in phase " + phase;
        context.settings()
                .progress()
                .warning(
                        "the release is %s: this is the plan that it began with"
                                .formatted(standsAt));
        StepReport told = new ToldPlan(promotion, planned).report(NAME);
        return told.withResult("outcome", ToldPlan.PLANNED)
                .withResult("summary", told.results().get("summary") + ", " + standsAt)
                .withFailures(moved(planned.digest()));
    }

    private List<Failure> moved(String digest) {
        if (approved.isEmpty() || approved.equals(digest)) {
            return List.of();
        }
        return List.of(
                Failure.ofRun(
                        new FederationException(
                                ErrorClass.CONFLICT,
                                "stale plan: %s was approved, and now it is %s"
                                        .formatted(approved, digest),
                                "Something moved since. Read this plan, and approve it.")));
    }

    /** What the servers refuse is told at once, and not in the middle of a ramp. */
    static List<Failure> rehearse(StepContext context, Planned planned) {
        List<Touched> first =
                planned.objects().stream().filter(each -> !each.states().isEmpty()).toList();
        List<Failure> failures = new ArrayList<>();
        for (Outcome<Touched, Boolean> outcome :
                context.atOnce(first, touched -> rehearse(context, touched))) {
            outcome.failure()
                    .ifPresent(
                            failed -> {
                                if (failed.errorClass() == ErrorClass.INTERRUPTED) {
                                    throw failed;
                                }
                                failures.add(
                                        Failure.ofMesh(
                                                outcome.item().mesh().name(),
                                                told(outcome.item(), failed)));
                            });
        }
        return failures;
    }

    private static boolean rehearse(StepContext context, Touched touched) {
        touched.states()
                .get(0)
                .manifest()
                .ifPresent(
                        manifest ->
                                context.sessionFor(touched.mesh())
                                        .dryRun(
                                                manifest,
                                                Observation.of(
                                                        touched.before().found().stream()
                                                                .toList())));
        return true;
    }

    private static FederationException told(Touched touched, FederationException failed) {
        return new FederationException(
                failed.errorClass(),
                "%s: %s".formatted(touched.states().get(0).phase(), failed.getMessage()),
                failed.remedy(),
                failed.details(),
                failed);
    }
}
