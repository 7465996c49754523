package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.SetLabels;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Halt;
import io.meshfed.promotion.Phase;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SaidProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a way back that others get in")
class BackAgainTest extends PromoteBed {

    private static final ObjectRef FIRST =
            new ObjectRef(ResourceTypes.DEPLOYMENT, "prod-member", "kube-info-v1");

    private String installed(StepContext context) {
        set(context).apply(files(context, promotion("v1", "release", Finish.INSTALL)).drafts());
        return "";
    }

    @Test
    @DisplayName("ends beside an autoscaler, with the pods that there were")
    void autoscaled() {
        write("v2.yaml", manifest("v1", "kube-info").replace("  replicas: 1\n", ""));
        doing(this::installed);
        write("v2.yaml", manifest("v2", "kube-info"));
        rosa().merge(FIRST, Map.of("spec", Map.of("replicas", 4)));
        makeReady(rosa(), FIRST);
        run(promote(digest())).requireOk();
        assertFalse(rosa().has(FIRST));

        SaidProgress said = SaidProgress.silent();
        harness()
                .hooked(istiods().then(ready()).then(restarting()))
                .telling(said)
                .within(Duration.ofMinutes(5))
                .run(rollBack())
                .requireOk();

        assertTrue(
                said.said().toString().contains("restartedAt was absent, and is"),
                () -> said.said().toString());
        assertEquals("4", rosa().get(FIRST).value("spec", "replicas").orElseThrow().toString());
        assertEquals(Phase.AS_FOUND, record().state().phase());
    }

    @Test
    @DisplayName("is gone once more by the next roll-back, when its proof found something again")
    void disproved() {
        List<String> before = state();
        run(promote(digest())).requireOk();

        Run first =
                harness()
                        .hooked(istiods().then(ready()).then(installing(rosa().get(CONFIG))))
                        .within(Duration.ofMinutes(5))
                        .run(rollBack());

        FederationException partial = first.failure(ErrorClass.PARTIAL);
        assertTrue(
                partial.details().toString().contains(CONFIG.toString()), () -> Run.text(partial));
        assertEquals(Phase.PROVING_BACK, record().state().phase());
        assertEquals(Halt.BLOCKED, record().state().position().halt());

        run(rollBack()).requireOk();
        assertEquals(before, state());
        assertEquals(Phase.AS_FOUND, record().state().phase());
    }

    /** Somebody who restarts what was there before as soon as it is back. */
    private RunHook restarting() {
        return new RunHook() {
            @Override
            public void afterWrite(String cluster, Change change) {
                if (change.object().equals(FIRST) && rosa().has(FIRST)) {
                    restart();
                    makeReady(rosa(), FIRST);
                }
            }
        };
    }

    private void restart() {
        Map<String, Object> annotations = Map.of("annotations", Map.of("restartedAt", "today"));
        rosa().merge(FIRST, Map.of("spec", Map.of("template", Map.of("metadata", annotations))));
    }

    /** Another run of meshfed that brings an object of the set back when its inventory goes. */
    private RunHook installing(ClusterObject member) {
        ObjectRef inventory = doing(context -> set(context).parent());
        return new RunHook() {
            @Override
            public void afterWrite(String cluster, Change change) {
                if (change.object().equals(inventory) && !rosa().has(inventory)) {
                    rosa().apply(
                                    CONFIG,
                                    Map.of(
                                            "metadata",
                                            Map.of(
                                                    "labels",
                                                    Map.of(
                                                            SetLabels.PART_OF,
                                                            member.label(SetLabels.PART_OF)
                                                                    .orElseThrow())),
                                            "data",
                                            member.object("data")),
                                    Ownership.FIELD_MANAGER);
                }
            }
        };
    }
}
