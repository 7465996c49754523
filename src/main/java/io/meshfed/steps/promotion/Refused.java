package io.meshfed.steps.promotion;

import io.meshfed.promotion.About;
import io.meshfed.promotion.Action.Refuse;
import io.meshfed.promotion.Attempt;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.Refusal;
import io.meshfed.promotion.Transition;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.Optional;

/** Why a promotion is not begun, gone on with or taken back, for the reader. */
final class Refused {

    private static final String SEE =
            "See where it stands: meshfed promotion-status. To end it: meshfed roll-back.";

    private Refused() {}

    /** Empty when the event was taken. */
    static Optional<Refusal> in(Transition transition) {
        return transition.actions().stream()
                .filter(Refuse.class::isInstance)
                .map(action -> ((Refuse) action).refusal())
                .findFirst();
    }

    static FederationException of(Refusal why, PromotionRecord record) {
        return new FederationException(
                ErrorClass.CONFLICT, problem(why, record), remedy(why, record.state().attempt()));
    }

    private static String problem(Refusal why, PromotionRecord record) {
        About about = record.about();
        String service = about.subject().service().toString();
        return switch (why) {
            case OTHER_RELEASE ->
                    "another release of %s is under way: %s".formatted(service, newest(record));
            case OTHER_PLAN ->
                    "this release of %s is under way by another plan, %s"
                            .formatted(service, record.state().attempt().plan());
            case FAILED_BEFORE -> "this release failed before, and would be tried again";
            case NOT_NEWEST ->
                    "it is not the newest release of %s: that is %s"
                            .formatted(service, newest(record));
            case NOT_HOLDER -> "another run took the promotion over: " + newest(record);
            case NOT_AWAITED, ON_THE_WAY_BACK ->
                    "the promotion stands elsewhere meanwhile: " + newest(record);
        };
    }

    private static String newest(PromotionRecord record) {
        About.Subject subject = record.about().subject();
        return "'%s' of version '%s', in phase %s, last in the hands of run '%s'"
                .formatted(
                        SafeText.of(subject.promotion()),
                        SafeText.of(subject.contents().version()),
                        record.state().phase(),
                        SafeText.of(record.about().run()));
    }

    private static String remedy(Refusal why, Attempt attempt) {
        return switch (why) {
            case FAILED_BEFORE ->
                    "Make another release. If the cause lay elsewhere, say so, and it is recorded: --override REASON";
            case NOT_NEWEST ->
                    "Only the newest can be taken back: what lies under it is not known any more. Its digest is "
                            + attempt.release();
            default -> SEE;
        };
    }
}
