package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cli.TektonStage.Playing;
import io.meshfed.cli.TektonStage.Trouble;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.testing.TektonCluster;
import io.meshfed.testing.TektonReplay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what it measures: docs/pipeline-runs.md tells the numbers. Only run by name, for a busy
 * machine is no fault.
 */
@Timeout(480)
class FollowDelayBench {

    private static final int RUNS = 5;

    @TempDir private Path folder;

    @Test
    @DisplayName("a program that follows a run ends within a second of it")
    void addsLessThanASecond() throws InterruptedException {
        List<Long> delays = new ArrayList<>();
        try (TektonStage stage = new TektonStage(folder)) {
            stage.cluster()
                    .server()
                    .store()
                    .put(TektonReplay.byHand("step-class").pipeline("federate"));
            for (int i = 0; i < RUNS; i++) {
                delays.add(delay(stage).toMillis());
            }
        }
        delays.sort(null);
        System.out.println("ms from the end of the run to that of the program: " + delays);
        long median = delays.get(RUNS / 2);
        assertTrue(median < 1000, delays::toString);
    }

    /** From the verdict in the API server's store to the end of the process. */
    private static Duration delay(TektonStage stage) throws InterruptedException {
        CompletableFuture<Long> verdict = new CompletableFuture<>();
        ObjectStore.Subscription watching =
                stage.cluster()
                        .server()
                        .store()
                        .onChange(
                                event -> {
                                    if (event.type().equals(TektonCluster.RUN)
                                            && over(event.object())) {
                                        verdict.complete(System.nanoTime());
                                    }
                                });
        TektonReplay replay = TektonReplay.byHand("step-class");
        try (Playing playing = stage.playWhenStarted(replay, Trouble.NONE);
                Program program =
                        Program.meshfed(
                                Map.of(), stage.arguments("start", "federate", "--follow"))) {
            playing.end();
            int exit = program.exitWithinTenSeconds();
            long end = System.nanoTime();
            assertEquals(18, exit, program::output);
            return Duration.ofNanos(end - verdict.join());
        } finally {
            watching.close();
        }
    }

    private static boolean over(Map<String, Object> run) {
        return Trees.objects(run, "status", "conditions").stream()
                .anyMatch(condition -> !"Unknown".equals(condition.get("status")));
    }
}
