package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.promotion.About;
import io.meshfed.promotion.Course;
import io.meshfed.promotion.Event.Started;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.PromotionState;
import io.meshfed.promotion.RampStep;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Promotes a release from staging to production, step by step, or takes it back when a gate says
 * no. Run again it goes on where it, or another process, stopped.
 *
 * @param source the promotion and its files
 */
public record PromoteStep(Source source, GateQuestions questions, Wishes wishes, RunTerms terms)
        implements Step {

    public static final String NAME = "promote";

    /**
     * What is promoted.
     *
     * @param file the promotion file, which paths in it are relative to
     * @param programs the folders in which programs lie, as in the environment
     */
    public record Source(Promotion promotion, Path file, String programs) {
        public Source {
            requireNonNull(promotion);
            requireNonNull(file);
            requireNonNull(programs);
        }
    }

    public PromoteStep {
        requireNonNull(source);
        requireNonNull(questions);
        requireNonNull(wishes);
        requireNonNull(terms);
    }

    @Override
    public String name() {
        return NAME;
    }

    private Promotion promotion() {
        return source.promotion();
    }

    @Override
    public StepReport run(StepContext context) {
        ReleaseFiles files =
                ReleaseFiles.read(
                        promotion(),
                        source.file(),
                        source.programs(),
                        context.settings().cancellation());
        PromotionScene scene = new PromotionScene(context, promotion(), files);
        Ground ground =
                new Ground(
                        context,
                        scene.staging(),
                        scene.production(),
                        promotion().service(),
                        terms.syncPeriod());
        Ledger ledger = ground.ledger();
        requireTime(context, ledger.state());
        Started started =
                new Started(
                        files.digest(),
                        new StandingPlan(scene, ledger.record()).digest(wishes.approved()),
                        course(),
                        wishes.override());
        try (LockHold hold = ground.hold(terms, ledger)) {
            PromotionRun run =
                    new PromotionRun(
                            new PromotionRun.Surroundings(terms.run(), context.settings()),
                            ledger,
                            hold,
                            works(scene, ground, hold));
            RunEnd end = run.promote(started, about(files, ledger.now()), wishes);
            return new PromotionReport(end, PromotionReport.Wish.PROMOTE).told(NAME);
        }
    }

    /** Who brings an approval has it recorded, also where the file asks for none. */
    private Course course() {
        Course course = promotion().course();
        boolean approving = !wishes.approved().isEmpty() && !wishes.approver().isEmpty();
        return approving ? new Course(course.steps(), course.finish(), true) : course;
    }

    private Works works(PromotionScene scene, Ground ground, LockHold hold) {
        GateWorks gates = new GateWorks(ground, promotion(), questions, hold);
        return new RestingWorks(
                new BothWays(
                        new ForwardWorks(scene, ground, gates, terms.install()),
                        new BackWorks(ground, gates::wayBack)),
                scene.context().clusters());
    }

    private About about(ReleaseFiles files, Instant now) {
        About.Contents contents =
                new About.Contents(
                        files.release().version(),
                        files.release().images(),
                        files.manifestsDigest());
        return new About(
                new About.Subject(
                        promotion().name(),
                        promotion().from(),
                        promotion().to(),
                        promotion().service(),
                        contents),
                terms.run(),
                now,
                now);
    }

    /** A ramp that is cut off by the end of the run would only be begun anew. */
    private void requireTime(StepContext context, PromotionState state) {
        int first = state.phase() == Phase.JUDGING ? state.position().step() : 0;
        boolean past = !state.phase().ended() && state.phase().ordinal() > Phase.JUDGING.ordinal();
        Duration needed = wishes.patience().forward().plus(wishes.patience().back());
        if (!past) {
            for (RampStep step : promotion().ramp().subList(first, promotion().ramp().size())) {
                needed = needed.plus(step.lasting());
            }
        }
        if (context.settings().timeout().compareTo(needed) <= 0) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the steps, the waiting for gates and the way back may take %s, and the run may last %s"
                            .formatted(
                                    Durations.text(needed),
                                    Durations.text(context.settings().timeout())),
                    "Raise --timeout, so that there is time for the gates as well.");
        }
    }
}
