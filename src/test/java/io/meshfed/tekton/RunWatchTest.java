package io.meshfed.tekton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.testing.TektonCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RunWatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String RUN =
            """
            apiVersion: tekton.dev/v1
            kind: PipelineRun
            metadata: { name: approved, namespace: default }
            spec: { pipelineRef: { name: federate } }
            status:
              conditions: [{ type: Succeeded, status: Unknown, reason: Running }]
            """;

    private static final Map<String, Object> OVER =
            Map.of(
                    "conditions",
                    List.of(Map.of("type", "Succeeded", "status", "True", "reason", "Succeeded")),
                    "childReferences",
                    List.of(
                            Map.of(
                                    "apiVersion",
                                    "tekton.dev/v1beta1",
                                    "kind",
                                    "CustomRun",
                                    "name",
                                    "approved-wait",
                                    "pipelineTaskName",
                                    "wait")));

    @TempDir private Path folder;

    @Test
    @DisplayName("a change is not lost when what belongs to it cannot be read at first")
    void keepsTheChange() {
        try (TektonBed bed = TektonBed.start(folder)) {
            bed.cluster().put(RUN);
            try (RunWatch watch = new RunWatch(bed.session(), "approved")) {
                assertEquals(Phase.RUNNING, watch.next(LIMIT).phase());
                faults(
                        bed,
                        FaultPlan.always(
                                request -> request.path().contains("/customruns/"),
                                Fault.status(503)));
                bed.cluster()
                        .server()
                        .store()
                        .putStatus(TektonCluster.RUN, "default", "approved", OVER);
                FederationException failed =
                        assertThrows(FederationException.class, () -> watch.next(LIMIT));
                assertEquals(ErrorClass.TRANSIENT, failed.errorClass());

                faults(bed, FaultPlan.none());

                assertTrue(watch.next(LIMIT).over());
            }
        }
    }

    private static void faults(TektonBed bed, FaultPlan plan) {
        bed.cluster().server().faults().set(plan);
    }
}
