package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Phase;
import io.meshfed.report.ErrorClass;
import io.meshfed.testing.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the end of a pipeline takes back what is the pipeline's own")
class RollBackOwnTest extends PromoteBed {

    private void keep(String holder) {
        doing(
                context -> {
                    PromotionLock.Taking wanted =
                            new PromotionLock.Taking(
                                    holder, Duration.ofMinutes(30), Duration.ZERO, 0);
                    return AcquireLockStep.lock(context, production(context)).keep(wanted);
                });
    }

    private void release(String holder) {
        doing(context -> AcquireLockStep.lock(context, production(context)).release(holder));
    }

    private List<Step> rollBackOwn(String holder) {
        return Pipelines.alone(
                new RollBackOwnStep(
                        new RollBackStep(
                                ROSA_MESH,
                                SERVICE,
                                new RollBackStep.Requests(promotion(), questions()),
                                Duration.ZERO,
                                terms(holder))));
    }

    private String verdict(String holder) {
        return doing(
                context ->
                        new PromotionStatusStep(SERVICE.toString(), holder)
                                .run(context)
                                .results()
                                .get("verdict"));
    }

    private void promoted(String holder) {
        keep(holder);
        run(promote(promotion(), wishes(digest()), terms(holder))).requireOk();
        assertEquals(Phase.PROMOTED, record().state().phase());
    }

    @Test
    @DisplayName("a release that it promoted itself, which something found wanting afterwards")
    void own() {
        List<String> before = state();
        promoted("pipeline-1");
        assertEquals("promoted", verdict("pipeline-1"));

        Run back = run(rollBackOwn("pipeline-1"));

        assertVerdict("rolled-back", back);
        assertEquals(before, state());
        assertEquals("rolled-back", verdict("pipeline-1"));
    }

    @Test
    @DisplayName("and not the release before it, when its own promotion was never begun")
    void another() {
        promoted("pipeline-1");
        release("pipeline-1");
        List<String> after = state();
        keep("pipeline-2");

        Run back = run(rollBackOwn("pipeline-2"));

        assertVerdict("unchanged", back);
        assertEquals(after, state());
        assertEquals("unchanged", verdict("pipeline-2"));
        assertEquals("promoted", verdict(""));
    }

    @Test
    @DisplayName("nor the one before it, when its own run was refused after it had the lock")
    void refused() {
        promoted("pipeline-1");
        release("pipeline-1");
        keep("pipeline-2");
        doing(
                context -> {
                    PromotionLock.Taking joining =
                            new PromotionLock.Taking(
                                    "pipeline-2", PromotionLock.SHORT, Duration.ZERO, 0);
                    return AcquireLockStep.lock(context, production(context)).take(joining);
                });

        assertVerdict("unchanged", run(rollBackOwn("pipeline-2")));
        assertEquals(Phase.PROMOTED, record().state().phase());
    }

    @Test
    @DisplayName("nothing without the lock, whoever has it")
    void withoutLock() {
        promoted("pipeline-1");
        release("pipeline-1");

        Run back = run(rollBackOwn("pipeline-1"));

        assertVerdict("unchanged", back);
        assertTrue(record().state().phase() == Phase.PROMOTED, back::toString);
    }

    @Test
    @DisplayName(
            "nothing, when its own wrote nothing: the release before it stays, and all is well")
    void nothingWritten() {
        promoted("pipeline-1");
        release("pipeline-1");
        List<String> after = state();
        keep("pipeline-2");
        write("v2.yaml", manifest("v2", "kube-info").replace("replicas: 1", "replicas: 2"));
        staging = () -> 500;
        run(promote(promotion(), wishes(digest()), terms("pipeline-2")))
                .failure(ErrorClass.GATE_FAIL);

        assertVerdict("unchanged", run(rollBackOwn("pipeline-2")).requireOk());

        assertEquals(after, state());
    }
}
