package io.meshfed.promotion;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What cannot be said of one promotion at once, though each part of it could be. */
final class StateRules {

    private StateRules() {}

    static Optional<String> problem(PromotionState state) {
        Phase phase = state.phase();
        if (writing(phase)
                && (!state.custody().touched() || state.custody().snapshot().isEmpty())) {
            return Optional.of("is past its first write but has no snapshot");
        }
        if (state.custody().touched() && state.custody().snapshot().isEmpty()) {
            return Optional.of("has written but has no snapshot");
        }
        if (!stepFits(state)) {
            return Optional.of("is at a step that its ramp does not have");
        }
        if (!endingFits(state)) {
            return Optional.of("has an ending that does not fit where it stands");
        }
        if (phase.ended() && state.position().halt() != Halt.NONE) {
            return Optional.of("is halted at its end");
        }
        return pastProblem(state);
    }

    private static boolean writing(Phase phase) {
        return phase == Phase.PROMOTED
                || phase.back()
                || phase.forward() && phase.ordinal() >= Phase.EXPORTING.ordinal();
    }

    private static boolean stepFits(PromotionState state) {
        Position position = state.position();
        int last = state.attempt().course().steps() - 1;
        return position.step() >= 0
                && position.step() <= (position.phase().ofOneStep() ? last : 0)
                && position.pauseAfter() >= Position.NO_PAUSE
                && position.pauseAfter() <= last;
    }

    private static boolean endingFits(PromotionState state) {
        Phase phase = state.phase();
        if (phase == Phase.PROMOTED) {
            return state.ending() == Ending.PROMOTED;
        }
        return phase.back() || phase.ended()
                ? state.ending() != Ending.OPEN && state.ending() != Ending.PROMOTED
                : state.ending() == Ending.OPEN;
    }

    private static Optional<String> pastProblem(PromotionState state) {
        Set<String> releases = new HashSet<>();
        boolean fits =
                state.past().size() <= PromotionState.MOST_PAST
                        && state.past().stream()
                                .allMatch(
                                        past ->
                                                !past.release().isEmpty()
                                                        && past.ending() != Ending.OPEN
                                                        && releases.add(past.release()));
        return fits ? Optional.empty() : Optional.of("has a history that cannot be");
    }
}
