package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Says everything that a promotion will change, field by field, and the digest that somebody
 * approves it by. The API servers rehearse each object's first change; nothing is stored.
 *
 * @param file the promotion file
 * @param programs the folders in which programs lie, as in the environment
 */
public record PlanPromotionStep(Promotion promotion, Path file, String programs) implements Step {

    public static final String NAME = "plan-promotion";

    public PlanPromotionStep {
        requireNonNull(promotion);
        requireNonNull(file);
        requireNonNull(programs);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        ReleaseFiles files =
                ReleaseFiles.read(promotion, file, programs, context.settings().cancellation());
        Planned planned = new PromotionScene(context, promotion, files).plan();
        return new ToldPlan(promotion, planned)
                .report(NAME)
                .withFailures(rehearse(context, planned));
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
