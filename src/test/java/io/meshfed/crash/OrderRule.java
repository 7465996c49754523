package io.meshfed.crash;

import io.meshfed.promotion.Evidence;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Halt;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.PromotionState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * S9: from where a promotion stands there are few ways on, each with the verdict that it needs; and
 * no way leads from the way back to the promotion. Told apart from the machine that the program
 * goes by: here it is written down once more, by hand.
 */
record OrderRule(PromotionRecord before, PromotionRecord after) {

    private static final Map<Phase, Set<Phase>> WAYS = new EnumMap<>(Phase.class);

    static {
        WAYS.put(Phase.PLANNED, EnumSet.of(Phase.APPROVED));
        WAYS.put(Phase.APPROVED, EnumSet.of(Phase.SNAPSHOT));
        WAYS.put(Phase.SNAPSHOT, EnumSet.of(Phase.GATING));
        WAYS.put(Phase.GATING, EnumSet.of(Phase.EXPORTING));
        WAYS.put(Phase.EXPORTING, EnumSet.of(Phase.ROUTING, Phase.GATING));
        WAYS.put(Phase.ROUTING, EnumSet.of(Phase.JUDGING, Phase.LOWERING, Phase.GATING));
        WAYS.put(Phase.LOWERING, EnumSet.of(Phase.JUDGING));
        WAYS.put(Phase.JUDGING, EnumSet.of(Phase.ROUTING, Phase.INSTALLING, Phase.SERVING));
        WAYS.put(Phase.INSTALLING, EnumSet.of(Phase.HOMING, Phase.LOWERING));
        WAYS.put(Phase.SERVING, EnumSet.of(Phase.PROVING, Phase.LOWERING));
        WAYS.put(Phase.HOMING, EnumSet.of(Phase.PROVING));
        WAYS.put(Phase.PROVING, EnumSet.of(Phase.PROMOTED));
        WAYS.put(Phase.PROMOTED, EnumSet.of(Phase.PLANNED, Phase.ROUTES_OFF));
        WAYS.put(Phase.ROUTES_OFF, EnumSet.of(Phase.UNINSTALLING));
        WAYS.put(Phase.UNINSTALLING, EnumSet.of(Phase.UNEXPORTING));
        WAYS.put(Phase.UNEXPORTING, EnumSet.of(Phase.REROUTING));
        WAYS.put(Phase.REROUTING, EnumSet.of(Phase.PROVING_BACK));
        WAYS.put(Phase.PROVING_BACK, EnumSet.of(Phase.AS_FOUND, Phase.ROUTES_OFF));
        WAYS.put(Phase.AS_FOUND, EnumSet.of(Phase.PLANNED));
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Phase from = from().phase();
        Phase to = to().phase();
        boolean open = !from.back() && !from.ended();
        boolean turned = open && to == (touched() ? Phase.ROUTES_OFF : Phase.AS_FOUND);
        if (from != to && !turned && !WAYS.get(from).contains(to)) {
            problems.add("S9: from %s to %s".formatted(from, to));
        }
        if (from == to && from().position().step() != to().position().step()) {
            problems.add("S9: another step in the same phase");
        }
        if (needed(from, to).length() > 0 && !justPassed(needed(from, to))) {
            problems.add(
                    "S9: from %s to %s without a pass of '%s'"
                            .formatted(from, to, needed(from, to)));
        }
        if (from == Phase.JUDGING && to == Phase.ROUTING && step() + 1 != to().position().step()) {
            problems.add("S9: a step of the ramp is left out");
        }
        if ((to == Phase.INSTALLING || to == Phase.SERVING) && from != to && step() != last()) {
            problems.add("S9: finished before the last step of the ramp");
        }
        if (to == Phase.INSTALLING && to().attempt().course().finish() != Finish.INSTALL) {
            problems.add("S9: installed what was to be served from staging");
        }
        if (from == Phase.PROVING_BACK
                && to == Phase.ROUTES_OFF
                && from().position().halt() != Halt.BLOCKED) {
            problems.add("S9: the way back begins anew, and nothing spoke against it");
        }
        if (from.back() && to().position().halt() == Halt.REQUESTED) {
            problems.add("S9: a pause on the way back");
        }
        if (to().custody().term() < from().custody().term()) {
            problems.add("S11: the record forgets a taking of the lock");
        }
        return problems;
    }

    private PromotionState from() {
        return before.state();
    }

    private PromotionState to() {
        return after.state();
    }

    private boolean touched() {
        return from().custody().touched();
    }

    private int step() {
        return from().position().step();
    }

    private int last() {
        return from().attempt().course().steps() - 1;
    }

    /** Whose pass leads from the one phase to the other; empty when none is needed. */
    private String needed(Phase from, Phase to) {
        if (from == Phase.GATING && to == Phase.EXPORTING) {
            return "release";
        }
        if (from == Phase.JUDGING
                && EnumSet.of(Phase.ROUTING, Phase.INSTALLING, Phase.SERVING).contains(to)) {
            return "step " + (step() + 1);
        }
        return from == Phase.PROVING && to == Phase.PROMOTED ? "outcome" : "";
    }

    /** What is written down together with the new state. */
    private boolean justPassed(String judged) {
        List<Evidence> all = after.evidence();
        List<Evidence> added = all.subList(before.evidence().size(), all.size());
        return !added.isEmpty()
                && added.stream()
                        .allMatch(
                                each ->
                                        each.step().equals(judged)
                                                && each.verdict() == Finding.PASS
                                                && PromotionRule.fits(each, from()));
    }
}
