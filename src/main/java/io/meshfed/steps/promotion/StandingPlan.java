package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.PromotionState;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.List;

/**
 * The plan that a promotion goes by, given what is remembered of the service: what is under way
 * goes by the plan that it began with.
 */
record StandingPlan(PromotionScene scene, PromotionRecord record) {

    StandingPlan {
        requireNonNull(scene);
        requireNonNull(record);
    }

    static StandingPlan now(PromotionScene scene) {
        RecordStore store =
                new RecordStore(
                        scene.session(),
                        scene.context().whole().name(),
                        scene.production(),
                        scene.promotion().service());
        return new StandingPlan(scene, store.read().record());
    }

    private PromotionState state() {
        return record.state();
    }

    private boolean same() {
        return state().attempt().release().equals(scene.files().digest());
    }

    /** Another release is under way. */
    boolean foreign() {
        return record.open() && !same();
    }

    /** It may have written already: what was before stands in the snapshot. */
    boolean begun() {
        return record.open() && !state().custody().snapshot().isEmpty();
    }

    /**
     * What is begun is compared with its plan once it is in hand; so is a release that is promoted
     * already, unless another plan was approved.
     */
    String digest(String approved) {
        boolean there =
                state().phase() == Phase.PROMOTED
                        && same()
                        && (approved.isEmpty() || approved.equals(state().attempt().plan()));
        return begun() || there || foreign() ? state().attempt().plan() : planned().digest();
    }

    Planned planned() {
        String snapshot = state().custody().snapshot();
        if (!record.open() || snapshot.isEmpty()) {
            return scene.plan();
        }
        return scene.snapshots()
                .read(snapshot)
                .map(scene::plan)
                .orElseThrow(
                        () ->
                                stale(
                                        "the snapshot of what stood before cannot be read",
                                        List.of(
                                                "it should be %s in cluster '%s'"
                                                        .formatted(
                                                                scene.snapshots().ref(snapshot),
                                                                scene.production()
                                                                        .cluster()
                                                                        .name()))));
    }

    /**
     * @throws FederationException CONFLICT with the difference when what would be done now is not
     *     what was approved
     */
    Planned approved() {
        Planned now = planned();
        if (!now.moved().isEmpty()) {
            throw stale("the clusters are not as they were planned for", now.moved());
        }
        if (!now.digest().equals(state().attempt().plan())) {
            throw stale(
                    "what would be done now is another plan",
                    List.of("approved: " + state().attempt().plan(), "now: " + now.digest()));
        }
        return now;
    }

    private FederationException stale(String problem, List<String> details) {
        return new FederationException(
                ErrorClass.CONFLICT,
                problem,
                "Put back what was changed, or end it: " + NextCommand.rollBack(record),
                details,
                null);
    }
}
