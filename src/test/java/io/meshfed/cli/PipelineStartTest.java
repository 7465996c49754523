package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.testing.TektonCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a Pipeline is started as it wants to be, once, or not at all")
@Timeout(300)
class PipelineStartTest {

    private static final String PIPELINE =
            """
            apiVersion: tekton.dev/v1
            kind: Pipeline
            metadata: { name: federate, namespace: default }
            spec:
              description: Joins meshes
              params:
                - { name: file, type: string }
                - { name: meshes, type: array, default: [] }
                - name: limits
                  type: object
                  properties: { low: { type: string }, high: { type: string } }
              workspaces:
                - { name: federation }
                - { name: output, optional: true }
              tasks:
                - { name: a, taskRef: { name: step } }
            """;

    @TempDir private Path folder;
    private TektonStage stage;

    @BeforeEach
    void start() {
        stage = new TektonStage(folder);
        stage.cluster().put(PIPELINE);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private int runs() {
        return stage.cluster().server().store().list(TektonCluster.RUN, "default").size();
    }

    private Cli.Outcome right(String... more) {
        String[] usual = {
            "start",
            "federate",
            "--param",
            "file=yes",
            "--param",
            "meshes=a,b",
            "--param",
            "limits=low:1,high:2",
            "--workspace",
            "federation=pvc:claim,sub/path"
        };
        String[] all = new String[usual.length + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return stage.pipeline(all);
    }

    @Test
    @DisplayName("all mistakes are told at once, with the nearest name, and nothing is created")
    void mistakes() {
        Cli.Outcome outcome =
                stage.pipeline(
                        "start",
                        "federate",
                        "--param",
                        "fiel=x",
                        "--param",
                        "limits=low:1",
                        "--workspace",
                        "federation=vault:x",
                        "--workspace",
                        "outptu=emptyDir",
                        "--pipeline-timeout",
                        "1m",
                        "--tasks-timeout",
                        "2m");
        assertAll(
                () -> assertEquals(10, outcome.exit(), outcome.err()),
                () ->
                        assertTrue(
                                outcome.err()
                                        .contains(
                                                "there is no param 'fiel'; did you mean 'file'?")),
                () -> assertTrue(outcome.err().contains("param 'file' is missing")),
                () ->
                        assertTrue(
                                outcome.err()
                                        .contains("param 'limits' is an object, and lacks high")),
                () -> assertTrue(outcome.err().contains("--workspace 'federation=vault:x' is not")),
                () ->
                        assertTrue(
                                outcome.err()
                                        .contains("no workspace 'outptu'; did you mean 'output'")),
                () -> assertTrue(outcome.err().contains("longer than --pipeline-timeout")),
                () -> assertEquals(0, runs()));
    }

    @Test
    @DisplayName("an unknown Pipeline is INPUT and names the nearest")
    void unknownPipeline() {
        Cli.Outcome outcome = stage.pipeline("start", "federat");
        assertEquals(10, outcome.exit(), outcome.err());
        assertTrue(outcome.err().contains("Did you mean 'federate'?"), outcome.err());
    }

    @Test
    @DisplayName("--dry-run prints a PipelineRun that every YAML reader takes for the same")
    void dryRun() {
        Cli.Outcome outcome = right("--dry-run");
        assertEquals(0, outcome.exit(), outcome.err());
        assertEquals(
                """
                apiVersion: tekton.dev/v1
                kind: PipelineRun
                metadata:
                  generateName: federate-
                  namespace: default
                spec:
                  pipelineRef:
                    name: federate
                  params:
                    - name: file
                      value: "yes"
                    - name: meshes
                      value:
                        - a
                        - b
                    - name: limits
                      value:
                        low: "1"
                        high: "2"
                  workspaces:
                    - name: federation
                      persistentVolumeClaim:
                        claimName: claim
                      subPath: sub/path
                """,
                outcome.out());
        assertEquals(0, runs());
    }

    @Test
    @DisplayName("an answer that is lost leads to no second run")
    void lostAnswer() {
        stage.cluster()
                .server()
                .faults()
                .set(FaultPlan.first(1, r -> r.method().equals("POST"), new Fault.CutAfter()));
        Cli.Outcome outcome = right("--output", "json");
        assertEquals(0, outcome.exit(), outcome.err());
        assertEquals(1, runs());
        assertEquals(1, outcome.json().get("changed").asInt());
    }

    @Test
    @DisplayName("objects and arrays arrive as what they are")
    void typedParams() {
        assertEquals(0, right().exit());
        String stored =
                String.valueOf(
                        stage.cluster().server().store().list(TektonCluster.RUN, "default").get(0));
        assertTrue(stored.contains("value={low=1, high=2}"), stored);
        assertTrue(stored.contains("value=[a, b]"), stored);
    }

    @Test
    @DisplayName("list shows each Pipeline with what it takes and its newest run")
    void list() {
        right();
        Cli.Outcome outcome = stage.pipeline("list");
        assertTrue(outcome.out().contains("federate"), outcome.out());
        assertTrue(outcome.out().contains("Joins meshes"), outcome.out());
        Cli.Outcome json = stage.pipeline("list", "--output", "json");
        assertEquals(3, json.json().at("/pipelines/0/params").size());
        assertTrue(json.json().at("/pipelines/0/lastRun/name").asText().startsWith("federate-"));
    }
}
