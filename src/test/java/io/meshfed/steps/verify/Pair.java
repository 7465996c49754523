package io.meshfed.steps.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.Direction;
import io.meshfed.model.Export;
import io.meshfed.model.Import;
import io.meshfed.model.ServiceName;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import java.util.List;

/** A healthy pair of meshes that a test breaks; aro exports one service, rosa imports it. */
final class Pair {

    static final List<Export> EXPORTS =
            List.of(
                    Export.named(
                            "aro-mesh",
                            new ServiceName("shop", "orders"),
                            new ServiceName("public", "orders")));

    final Side aro = new Side(Meshes.ARO);
    final Side rosa = new Side(Meshes.ROSA);
    private double now = 100;
    private Direction direction = Meshes.aroToRosa(EXPORTS, List.of());

    Pair at(double seconds) {
        now = seconds;
        return this;
    }

    Pair file(List<Export> exports, List<Import> imports) {
        direction = Meshes.aroToRosa(exports, imports);
        return this;
    }

    DirectionView aroView() {
        return aro.view(direction, now);
    }

    DirectionView rosaView() {
        return rosa.view(direction.reversed(), now);
    }

    /** Of {@code aro -> rosa}. */
    Judgement judged() {
        return judge().judge(aroView(), rosaView());
    }

    /** Of {@code rosa -> aro}. */
    Judgement reverse() {
        return judge().judge(rosaView(), aroView());
    }

    static Check check(Judgement judgement, CheckCode code) {
        return judgement.checks().stream()
                .filter(check -> check.code() == code)
                .findFirst()
                .orElseThrow();
    }

    static void assertCause(Reason reason, Judgement judgement) {
        assertEquals(
                reason.word(),
                judgement.cause().map(Reason::word).orElse("good"),
                () -> judgement.checks().toString());
    }

    private static DirectionJudge judge() {
        return new DirectionJudge(DirectionJudge.DEFAULT_SYNC_PERIOD);
    }
}
