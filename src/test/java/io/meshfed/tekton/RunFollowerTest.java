package io.meshfed.tekton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.report.Progress;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.testing.TektonCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RunFollowerTest {

    private static final String RUN =
            """
            apiVersion: tekton.dev/v1
            kind: PipelineRun
            metadata: { name: federate, namespace: default }
            spec: { pipelineRef: { name: federate } }
            status:
              conditions: [{ type: Succeeded, status: "False", reason: Cancelled }]
              childReferences: [{ apiVersion: tekton.dev/v1, kind: TaskRun, name: federate-peer, pipelineTaskName: peer }]
            """;

    private static final String TASK_RUN =
            """
            apiVersion: tekton.dev/v1
            kind: TaskRun
            metadata: { name: federate-peer, namespace: default, labels: { tekton.dev/pipelineRun: federate } }
            spec: { taskRef: { name: peer } }
            status:
              podName: federate-peer-pod
              conditions: [{ type: Succeeded, status: Unknown, reason: Running }]
            """;

    private static final Map<String, Object> CANCELLED =
            Map.of(
                    "podName",
                    "federate-peer-pod",
                    "conditions",
                    List.of(
                            Map.of(
                                    "type",
                                    "Succeeded",
                                    "status",
                                    "False",
                                    "reason",
                                    "TaskRunCancelled")));

    @TempDir private Path folder;

    @Test
    @DisplayName("the verdict of the last task is waited for through a cut behind that of the run")
    void lateVerdict() {
        try (TektonBed bed = TektonBed.start(folder)) {
            bed.cluster().put(RUN);
            bed.cluster().put(TASK_RUN);
            bed.cluster().server().faults().set(cutThenVerdict(bed));
            RunFollower follower =
                    new RunFollower(
                            bed.session(), "federate", new Told(), Progress.NONE, LogChoice.NONE);

            RunState seen = follower.follow(Duration.ZERO);

            assertEquals(
                    List.of(Phase.CANCELLED), seen.tasks().stream().map(TaskState::phase).toList());
        }
    }

    /** The first watch of tasks ends at once; a busy server answers the next look late. */
    private static FaultPlan cutThenVerdict(TektonBed bed) {
        AtomicInteger watches = new AtomicInteger();
        AtomicInteger lists = new AtomicInteger();
        return (ordinal, request) -> {
            if (ofTasks(request, "watch")) {
                if (watches.incrementAndGet() == 1) {
                    return Optional.of(new Fault.Answer(200, Map.of(), "application/json", ""));
                }
                bed.cluster()
                        .server()
                        .store()
                        .putStatus(TektonCluster.TASK_RUN, "default", "federate-peer", CANCELLED);
            }
            boolean second = ofTasks(request, "list") && lists.incrementAndGet() == 2;
            return second ? Optional.of(Fault.tooManyRequests("1")) : Optional.empty();
        };
    }

    private static boolean ofTasks(LoggedRequest request, String verb) {
        return request.verb().equals(verb) && request.path().endsWith("/taskruns");
    }
}
