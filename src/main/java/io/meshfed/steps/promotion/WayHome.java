package io.meshfed.steps.promotion;

import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.Arrays;
import java.util.List;

/** What is to be done on the way back, for people. */
final class WayHome {

    private WayHome() {}

    /** From that phase on. */
    static List<String> left(Phase from) {
        return Arrays.stream(Phase.values())
                .filter(phase -> phase.back() && phase.compareTo(from) >= 0)
                .map(phase -> "still to be done: " + told(phase))
                .toList();
    }

    /** Who ends a run on its way back is told what is left. */
    static FederationException orLeft(FederationException ended, PromotionRecord record) {
        Phase phase = record.state().phase();
        return ended.errorClass() == ErrorClass.INTERRUPTED && phase.back()
                ? new FederationException(
                        ErrorClass.INTERRUPTED,
                        "the run was interrupted while it took the release back",
                        "Start it again, or %s: both go on with the way back."
                                .formatted(NextCommand.rollBack(record)),
                        left(phase),
                        null)
                : ended;
    }

    private static String told(Phase phase) {
        return switch (phase) {
            case ROUTES_OFF -> "lead all requests home";
            case UNINSTALLING -> "undo what was installed in production";
            case UNEXPORTING -> "undo what was exported and imported";
            case REROUTING -> "bring back the route that was found";
            default -> "prove that everything is as it was found";
        };
    }
}
