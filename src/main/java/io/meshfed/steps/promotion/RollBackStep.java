package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Ending;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.PromotionState;
import io.meshfed.promotion.Refusal;
import io.meshfed.report.StepReport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes the newest release of a service back: production is as it was found then. All that it needs
 * is in the production cluster, so it can be run from any machine; run again it goes on.
 *
 * @param mesh the production mesh
 * @param patience how long what cannot be taken back is tried again
 */
public record RollBackStep(
        String mesh, ServiceName service, Proof proof, Duration patience, RunTerms terms)
        implements Step {

    public static final String NAME = "roll-back";

    /** How it is proved that everything is as it was found. */
    public sealed interface Proof {}

    /** By the objects, and requests as the promotion file has them. */
    public record Requests(Promotion promotion, GateQuestions questions) implements Proof {
        public Requests {
            requireNonNull(promotion);
            requireNonNull(questions);
        }
    }

    /** By the objects alone: nobody says what to ask for. */
    public record Objects() implements Proof {}

    public RollBackStep {
        requireNonNull(mesh);
        requireNonNull(service);
        requireNonNull(proof);
        requireNonNull(patience);
        requireNonNull(terms);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        PromotionRecord record = record(context, Ground.mesh(context, mesh));
        requireSomethingToTakeBack(record);
        return run(context, record);
    }

    StepReport run(StepContext context, PromotionRecord record) {
        Mesh production = Ground.mesh(context, mesh);
        String release = record.state().attempt().release();
        if (!release.isEmpty()) {
            requireNewest(record);
        } else {
            context.settings()
                    .progress()
                    .done(
                            "nothing was ever promoted to %s of mesh '%s': nothing to take back"
                                    .formatted(service, mesh));
            return new PromotionReport(
                            new RunEnd(record, false, Optional.empty()),
                            PromotionReport.Wish.ROLL_BACK)
                    .told(NAME);
        }
        Mesh staging = Ground.mesh(context, record.about().subject().from());
        Ground ground = new Ground(context, staging, production, service, terms.syncPeriod());
        Ledger ledger = ground.ledger();
        try (LockHold hold = ground.hold(terms, ledger)) {
            Works works =
                    new RestingWorks(
                            new BackWorks(ground, requests(ground, hold)), context.clusters());
            RunEnd end =
                    new PromotionRun(
                                    new PromotionRun.Surroundings(terms.run(), context.settings()),
                                    ledger,
                                    hold,
                                    works)
                            .rollBack(release, patience);
            return new PromotionReport(end, PromotionReport.Wish.ROLL_BACK).told(NAME);
        }
    }

    PromotionRecord record(StepContext context, Mesh production) {
        return new RecordStore(
                        context.sessionFor(production), context.whole().name(), production, service)
                .read()
                .record();
    }

    /**
     * A release that ended before anything was written has nothing to take back, and what it took
     * the place of in the record is not known any more: nobody is to believe that it is gone.
     */
    private void requireSomethingToTakeBack(PromotionRecord record) {
        PromotionState state = record.state();
        boolean nothing =
                state.phase() == Phase.AS_FOUND
                        && state.ending() != Ending.TAKEN_BACK
                        && !state.custody().touched();
        if (nothing) {
            record.standing()
                    .ifPresent(
                            before -> {
                                throw Refused.standing(record, before);
                            });
        }
    }

    /** By its name: its files may have changed since, and that must not keep it from going back. */
    private void requireNewest(PromotionRecord record) {
        if (proof instanceof Requests requests
                && !record.about().subject().promotion().equals(requests.promotion().name())) {
            throw Refused.of(Refusal.NOT_NEWEST, record);
        }
    }

    private Function<PromotionRecord, Found> requests(Ground ground, LockHold hold) {
        return proof instanceof Requests asked
                ? new GateWorks(ground, asked.promotion(), asked.questions(), hold)::wayBack
                : record -> Found.of(Finding.PASS);
    }
}
