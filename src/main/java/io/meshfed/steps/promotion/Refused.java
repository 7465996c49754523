package io.meshfed.steps.promotion;

import io.meshfed.promotion.About;
import io.meshfed.promotion.Action.Refuse;
import io.meshfed.promotion.Episode;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.Refusal;
import io.meshfed.promotion.Transition;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.Optional;

/** Why a promotion is not begun, gone on with or taken back, for the reader. */
final class Refused {

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
                ErrorClass.CONFLICT, problem(why, record), remedy(why, record));
    }

    /** The newest wrote nothing, and what was promoted before it cannot be taken back any more. */
    static FederationException standing(PromotionRecord record, Episode before) {
        return new FederationException(
                ErrorClass.CONFLICT,
                "nothing is taken back: the newest promotion of %s, '%s' of version '%s', ended before it wrote anything, and '%s' of version '%s', which was promoted before it, stays: what was there before that is not known any more"
                        .formatted(
                                record.about().subject().service(),
                                SafeText.of(record.about().subject().promotion()),
                                SafeText.of(record.about().subject().contents().version()),
                                SafeText.of(before.promotion()),
                                SafeText.of(before.version())),
                "To have what ran before it again, promote that as a release of its own. A newer promotion that came to nothing takes the way back from the one before it.");
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

    private static String remedy(Refusal why, PromotionRecord record) {
        return switch (why) {
            case FAILED_BEFORE ->
                    "Make another release. If the cause lay elsewhere, say so, and it is recorded: --override REASON";
            case NOT_NEWEST ->
                    "Only the newest can be taken back: what lies under it is not known any more. Its digest is "
                            + record.state().attempt().release();
            default ->
                    "See where it stands: %s. To end it: %s."
                            .formatted(NextCommand.status(record), NextCommand.rollBack(record));
        };
    }
}
