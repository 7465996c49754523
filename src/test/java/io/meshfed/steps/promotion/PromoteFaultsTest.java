package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.LockOptions;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ObjectRef;
import io.meshfed.promotion.Evidence;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.Release;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@DisplayName("a promotion that does not go as planned")
@Order(1)
class PromoteFaultsTest extends PromoteBed {

    private static final String MIRRORED = "mirror:aro-stg-mesh=100";

    /** After its first step it waits for somebody. */
    private String pausedAfterTheFirstStep() {
        String digest = digest();
        run(promote(wishes(digest, "", 0, false))).requireOk();
        assertEquals(MIRRORED, pattern());
        return digest;
    }

    @Test
    @DisplayName("H4: goes on by no verdict that is old: the step before is judged again")
    void oldEvidence() {
        String digest = pausedAfterTheFirstStep();

        doing(this::letEvidenceGrowOld);

        run(promote(wishes(digest, "", 0, true))).requireOk();

        assertEquals(
                2,
                record().evidence().stream()
                        .filter(each -> each.step().equals(Verdicts.ofStep(0)))
                        .count());
        assertEquals(Phase.PROMOTED, record().state().phase());
    }

    private Object letEvidenceGrowOld(StepContext context) {
        RecordStore store =
                new RecordStore(
                        context.sessionFor(production(context)),
                        federation.name(),
                        production(context),
                        SERVICE);
        RecordStore.Stored seen = store.read();
        PromotionRecord now = seen.record();
        List<Evidence> older =
                now.evidence().stream()
                        .map(
                                each ->
                                        new Evidence(
                                                each.step(),
                                                each.gate(),
                                                each.verdict(),
                                                each.reading(),
                                                each.at().minus(evidence).minusSeconds(60),
                                                each.release(),
                                                each.plan()))
                        .toList();
        PromotionRecord old =
                new PromotionRecord(
                        now.state(), now.about(), older, now.history(), now.haltedSince());
        return store.replace(seen, old).orElseThrow();
    }

    @Test
    @DisplayName("H5: another image in staging than was judged stops it, and the image is told")
    void stagingChanged() {
        String digest = pausedAfterTheFirstStep();
        put(aro(), STAGED, deployment("v2", IMAGE.replace("aaaa", "bbbb")));

        FederationException stale =
                run(promote(wishes(digest, "", 0, true))).failure(ErrorClass.CONFLICT);

        assertTrue(stale.getMessage().contains("stale plan"), stale::getMessage);
        assertTrue(stale.details().toString().contains("bbbb"), () -> Run.text(stale));
        assertEquals(MIRRORED, pattern());
        put(aro(), STAGED, deployment("v2", IMAGE));
        run(promote(wishes(digest, "", 0, true))).requireOk();
    }

    @Test
    @DisplayName("H6: an edit in production by somebody else stops it, and the field is told")
    void productionMoved() {
        String digest = pausedAfterTheFirstStep();
        rosa().merge(OURS, Map.of("spec", Map.of("hosts", List.of("other.example"))));

        FederationException stale =
                run(promote(wishes(digest, "", 0, true))).failure(ErrorClass.CONFLICT);

        assertTrue(stale.details().toString().contains("spec.hosts"), () -> Run.text(stale));
        assertEquals(MIRRORED, pattern());
    }

    @Test
    @DisplayName("H7: a way back that is blocked is PARTIAL with the rest told; it goes on later")
    void blockedBack() {
        List<String> before = state();
        run(promote(digest())).requireOk();
        ObjectRef set = FederationObjects.imports(rosaKnowsAro);
        rosa().delete(set);
        rosa().put(set, Map.of("spec", Map.of("importRules", List.of())));

        FederationException partial = run(rollBack()).failure(ErrorClass.PARTIAL);

        assertTrue(partial.details().toString().contains(set.toString()), () -> Run.text(partial));
        assertTrue(
                partial.details().contains("still to be done: undo what was exported and imported"),
                () -> Run.text(partial));
        assertEquals("none", pattern());
        rosa().delete(set);
        run(rollBack()).requireOk();
        assertEquals(before, state());
    }

    @Test
    @DisplayName("H8: without its snapshot nothing is guessed: PARTIAL, with all requests led home")
    void noSnapshot() {
        String digest = digest();
        run(promote(wishes(digest, "", 1, false))).requireOk();
        snapshots().forEach(rosa()::delete);

        FederationException partial = run(rollBack()).failure(ErrorClass.PARTIAL);

        assertTrue(
                partial.getMessage().contains("no requests are led to the peer any more"),
                partial::getMessage);
        assertEquals("none", pattern());
        assertEquals(Phase.UNINSTALLING, record().state().phase());
    }

    @Test
    @DisplayName("H9: no share is widened to a peer that is apart: it pauses at the share before")
    void apart() {
        String digest = pausedAfterTheFirstStep();
        ObjectRef peer = FederationObjects.peer(rosaKnowsAro);
        rosa().mergeStatus(peer, Map.of("discoveryStatus", Map.of("active", List.of())));

        Run run = harness().within(Duration.ofMinutes(5)).run(promote(wishes(digest, "", 0, true)));

        FederationException apart = run.failure(ErrorClass.GATE_UNKNOWN);
        assertTrue(apart.getMessage().contains("no requests are sent over"), apart::getMessage);
        assertEquals(MIRRORED, pattern());
        istiods().reconcile();
        run(promote(digest)).requireOk();
        assertEquals(Phase.PROMOTED, record().state().phase());
    }

    @Test
    @DisplayName("H10: another release, and another holder, are a CONFLICT while one is under way")
    void twoAtOnce() {
        String digest = pausedAfterTheFirstStep();
        Promotion other =
                new Promotion(
                        "kube-info-v3",
                        ARO_MESH,
                        ROSA_MESH,
                        SERVICE,
                        new Release("v3", new TreeMap<>(Map.of("kube-info", IMAGE)), "release"),
                        promotion().ramp(),
                        finish,
                        promotion().gates(),
                        true);

        FederationException conflict =
                run(promote(other, wishes(digest), terms())).refusal(ErrorClass.CONFLICT);
        assertTrue(conflict.getMessage().contains("'kube-info-v2'"), conflict::getMessage);

        doing(
                context ->
                        new PromotionLock(
                                        context.sessionFor(production(context)),
                                        federation.name(),
                                        production(context),
                                        context.settings())
                                .take("somebody-else", PromotionLock.SHORT, Duration.ZERO));
        FederationException locked =
                run(promote(wishes(digest, "", 0, true))).refusal(ErrorClass.CONFLICT);
        assertTrue(locked.getMessage().contains("'somebody-else' holds"), locked::getMessage);
        assertEquals(MIRRORED, pattern());
    }

    /** Something that befalls the lock right before the route is written for the first time. */
    private Run befallen(Consumer<PromotionLock> what) {
        String digest = pausedAfterTheFirstStep();
        AtomicBoolean done = new AtomicBoolean();
        RunHook beside =
                new RunHook() {
                    @Override
                    public void beforeWrite(String cluster, ObjectRef ref) {
                        if (ref.equals(OURS) && done.compareAndSet(false, true)) {
                            beside(what);
                        }
                    }
                };
        return busy().hooked(controllers().then(beside))
                .within(Duration.ofMinutes(5))
                .locking(LockOptions.alone("run-1"))
                .run(promote(wishes(digest, "", 0, true)));
    }

    private void beside(Consumer<PromotionLock> what) {
        harness()
                .run(
                        step(
                                context -> {
                                    what.accept(AcquireLockStep.lock(context, production(context)));
                                    return "";
                                }))
                .requireOk();
    }

    @Test
    @DisplayName("writes nothing more as soon as another process of the same holder came in")
    void takenOver() {
        Run run = befallen(lock -> lock.take("pipeline-1", PromotionLock.SHORT, Duration.ZERO));

        FederationException lost = run.failure(ErrorClass.CONFLICT);
        assertTrue(lost.getMessage().contains("lost the promotion lock"), lost::getMessage);
        assertEquals(MIRRORED, pattern());
    }

    @Test
    @DisplayName("writes nothing more as soon as its lock was given back under it")
    void givenBackUnderIt() {
        Run run = befallen(lock -> lock.release("pipeline-1"));

        run.failure(ErrorClass.CONFLICT);
        assertEquals(MIRRORED, pattern());
    }
}
