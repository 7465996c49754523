package io.meshfed.steps;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.steps.verify.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whose istiod to restart when a direction has failed for longer than a sync period and nothing is
 * wrong any more in what can be seen: what was put right before, in an object that is gone since,
 * cannot reach the gateways of a mesh that is frozen. Only for those who asked for restarts; where
 * the path itself is down, a restart does no harm and no good.
 */
final class LastResort {

    private static final Set<CheckCode> RIGHT =
            Set.of(CheckCode.INJECTED_ROOT, CheckCode.PEER_APPLIED, CheckCode.PEER_HANDLED);

    private LastResort() {}

    static List<Mesh> restarts(List<Judgement> judgements) {
        List<Mesh> meshes = new ArrayList<>();
        for (Judgement judgement : judgements) {
            Direction direction = judgement.direction();
            if (freezes(judgement) && right(judgements, direction)) {
                meshes.add(direction.local());
            }
        }
        return meshes;
    }

    private static boolean freezes(Judgement judgement) {
        return judgement.checks().stream()
                .anyMatch(
                        check ->
                                check.code() == CheckCode.NOT_FROZEN
                                        && check.reason().equals("freezes"));
    }

    /** Objects and roots of both sides are as they must be. */
    private static boolean right(List<Judgement> judgements, Direction direction) {
        return judgements.stream()
                .filter(
                        judgement ->
                                judgement.direction().equals(direction)
                                        || judgement.direction().equals(direction.reversed()))
                .flatMap(judgement -> judgement.checks().stream())
                .filter(check -> RIGHT.contains(check.code()))
                .allMatch(LastResort::good);
    }

    private static boolean good(Check check) {
        return check.status() == CheckStatus.OK;
    }
}
