package io.meshfed.steps;

import io.meshfed.model.Direction;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.steps.verify.Judgement;
import io.meshfed.steps.verify.Reason;
import java.util.Optional;

/**
 * What a direction that was looked at and does not work makes of a run: red is never exit code 0.
 */
final class Unverified {

    private Unverified() {}

    /**
     * @param patience how long was waited, to stand at the end of the sentence; empty for not at
     *     all
     */
    static Failure failure(Direction direction, Optional<Judgement> last, String patience) {
        boolean inVain = last.filter(judgement -> !judgement.waitingHelps()).isPresent();
        String why = last.map(Unverified::inShort).orElse("not looked at");
        FederationException error =
                inVain
                        ? new FederationException(
                                ErrorClass.PRECOND,
                                "%s cannot work: %s".formatted(direction, why),
                                "")
                        : new FederationException(
                                ErrorClass.WAIT,
                                "%s is not verified%s: %s".formatted(direction, patience, why),
                                "");
        return Failure.ofPeering(
                direction.local().name(),
                direction.remote().name(),
                missesWhatWasApplied(last) ? error.asOvertaken() : error);
    }

    /** Where this run has applied all of it, somebody has taken it away since. */
    private static boolean missesWhatWasApplied(Optional<Judgement> last) {
        return last.flatMap(Judgement::cause).filter(Reason::isMissing).isPresent();
    }

    /** Time may be over between two good looks. */
    private static String inShort(Judgement last) {
        return last.good()
                ? "the last look was good, but too few in a row were; raise --timeout or lower --samples"
                : last.inShort();
    }
}
