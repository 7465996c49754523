package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.testing.Poll;
import io.meshfed.testing.TektonCluster;
import io.meshfed.testing.TektonReplay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a run is followed to its end, whatever happens on the way")
@Timeout(300)
class PipelineFollowTest {

    private static final String RUNNING =
            """
            apiVersion: tekton.dev/v1
            kind: PipelineRun
            metadata: { name: slow, namespace: default }
            spec: { pipelineRef: { name: federate } }
            status:
              conditions: [{ type: Succeeded, status: Unknown, reason: Running }]
              pipelineSpec:
                tasks: [{ name: a, taskRef: { name: step } }]
                finally: [{ name: z, taskRef: { name: step } }]
            """;

    private static final String GONE =
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Expired\",\"code\":410}}\n";

    @TempDir private Path folder;
    private TektonStage stage;

    @BeforeEach
    void start() {
        stage = new TektonStage(folder);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @ParameterizedTest(name = "{0} is {2}")
    @CsvSource({
        "step-class, 18, PARTIAL, step 'peer' exited with 18",
        "killed, 14, TRANSIENT, step 'run' exited with 255",
        "hostile, 12, PRECOND, exited with 3"
    })
    @DisplayName("the class is that of the step that failed, not of those around it")
    void classes(String name, int exit, String errorClass, String why) {
        TektonReplay.byHand(name).play(stage.cluster().server());

        Cli.Outcome outcome = stage.pipeline("logs", name, "--follow");
        assertAll(
                () -> assertEquals(exit, outcome.exit(), outcome.err()),
                () -> assertTrue(outcome.err().contains(errorClass + ": "), outcome.err()),
                () -> assertTrue(outcome.err().contains(why), outcome.err()));
    }

    @Test
    @DisplayName("no escape of a task's name, message or log reaches the terminal")
    void hostile() {
        TektonReplay.byHand("hostile").play(stage.cluster().server());
        String all = "";
        for (String command : new String[] {"logs", "status"}) {
            Cli.Outcome outcome = stage.pipeline(command, "hostile");
            all += outcome.out() + outcome.err();
        }
        assertFalse(all.contains("\u001b"), all);
        assertFalse(all.contains("\u0007"), all);
    }

    @Test
    @DisplayName("a history that is gone leads to a fresh look")
    void gone() {
        stage.cluster()
                .server()
                .faults()
                .set(
                        FaultPlan.first(
                                3,
                                request -> request.verb().equals("watch"),
                                new Fault.Answer(200, Map.of(), "application/json", GONE)));
        TektonReplay replay = TektonReplay.byHand("step-class");
        stage.cluster().server().store().put(replay.pipeline("federate"));
        try (TektonStage.Playing playing =
                stage.playWhenStarted(replay, TektonStage.Trouble.CUTS)) {
            Cli.Outcome outcome = stage.pipeline("start", "federate", "--follow");
            playing.end();
            assertEquals(18, outcome.exit(), outcome.err());
        }
    }

    @Test
    @DisplayName("a run that is deleted ends the following")
    void deleted() {
        stage.cluster().put(RUNNING);
        Thread deleting =
                new Thread(
                        () -> {
                            Poll.until(
                                    "watches",
                                    Duration.ofSeconds(30),
                                    () -> stage.cluster().server().openStreams() >= 2);
                            stage.cluster()
                                    .server()
                                    .store()
                                    .delete(TektonCluster.RUN, "default", "slow");
                        });
        deleting.start();
        Cli.Outcome outcome = stage.pipeline("logs", "slow", "--follow");
        assertEquals(12, outcome.exit(), outcome.err());
        assertTrue(outcome.err().contains("was deleted while it was followed"), outcome.err());
    }

    @Test
    @DisplayName("--timeout ends the following, not the run, and says how to go on")
    void timeout() {
        stage.cluster().put(RUNNING);
        Cli.Outcome outcome = stage.pipeline("logs", "slow", "--follow", "--timeout", "1s");
        assertEquals(15, outcome.exit(), outcome.err());
        assertTrue(outcome.err().contains("meshfed pipeline logs --kubeconfig "), outcome.err());
        assertTrue(outcome.err().contains(" slow --follow --namespace default"), outcome.err());
    }

    @ParameterizedTest(name = "cancel {0}: {1}")
    @CsvSource({
        "'', Cancelled, finally tasks do not run",
        "--run-finally, CancelledRunFinally, then its finally tasks run",
        "--let-finish, StoppedRunFinally, go on to their end"
    })
    @DisplayName("cancel says whether the finally tasks run, and a second one changes nothing")
    void cancel(String option, String word, String told) {
        stage.cluster().put(RUNNING);
        String[] arguments =
                option.isEmpty()
                        ? new String[] {"cancel", "slow"}
                        : new String[] {"cancel", "slow", option};
        Cli.Outcome first = stage.pipeline(arguments);
        Cli.Outcome second = stage.pipeline(arguments);
        String stored =
                stage.cluster()
                        .server()
                        .store()
                        .get(TektonCluster.RUN, "default", "slow")
                        .flatMap(run -> Trees.text(run, "spec", "status"))
                        .orElse("");
        assertAll(
                () -> assertEquals(0, first.exit(), first.err()),
                () -> assertEquals(word, stored),
                () -> assertTrue(first.err().contains(told), first.err()),
                () -> assertTrue(first.out().contains("updated"), first.out()),
                () -> assertTrue(second.err().contains("was asked the same"), second.err()));
    }

    private static final String IGNORED =
            """
            apiVersion: tekton.dev/v1
            kind: PipelineRun
            metadata: { name: ignored, namespace: default }
            spec: { pipelineRef: { name: federate } }
            """;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "status ignored, to be taken up",
        "logs ignored, has no logs yet",
    })
    @DisplayName("a run that no controller takes up is told as such")
    void ignored(String typed, String told) {
        stage.cluster().put(IGNORED);
        Cli.Outcome outcome = stage.pipeline(typed.split(" "));
        String all = outcome.out() + outcome.err();
        assertEquals(2, all.split(told, -1).length, all);
    }

    @Test
    @DisplayName("cancel says that it only asks, and what earlier request it replaces")
    void replaced() {
        stage.cluster().put(RUNNING);
        stage.pipeline("cancel", "slow", "--let-finish");
        Cli.Outcome outcome = stage.pipeline("cancel", "slow");
        assertTrue(
                outcome.err().contains("asked Tekton to cancel PipelineRun default/slow: ")
                        && outcome.err()
                                .contains("replaces the earlier request 'StoppedRunFinally'"),
                outcome.err());
    }

    @Test
    @DisplayName("two ways to cancel are INPUT, without the library's own word for it")
    void bothWays() {
        Cli.Outcome outcome = stage.pipeline("cancel", "slow", "--run-finally", "--let-finish");
        assertEquals(10, outcome.exit());
        assertTrue(outcome.err().contains("INPUT: --run-finally, --let-finish"), outcome.err());
    }

    @Test
    @DisplayName("on a terminal the tree is drawn over, and stays when the run is over")
    void liveTree() {
        TektonReplay.byHand("step-class").play(stage.cluster().server());
        Cli.Outcome outcome =
                stage.onTerminal("12", "logs", "step-class", "--follow", "--no-color");
        String last = outcome.err().substring(outcome.err().lastIndexOf("\u001b[J"));
        assertAll(
                () -> assertTrue(last.contains("├─ √ check"), last),
                () -> assertTrue(last.contains("└─ × apply"), last),
                () -> assertTrue(last.contains("step 'peer' exited with 18"), last));
    }

    @Test
    @DisplayName("the name of a Pipeline instead of a run leads to its newest run")
    void pipelineForRun() {
        TektonReplay.byHand("killed").play(stage.cluster().server());
        Cli.Outcome outcome = stage.pipeline("status", "federate");
        assertEquals(10, outcome.exit());
        assertTrue(outcome.err().contains("its newest run is 'killed'"), outcome.err());
    }
}
