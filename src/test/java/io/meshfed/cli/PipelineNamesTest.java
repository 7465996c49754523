package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("what is no name never becomes part of a request")
@Timeout(240)
class PipelineNamesTest {

    @TempDir private static Path folder;
    private static TektonStage stage;

    @BeforeAll
    static void start() {
        stage = new TektonStage(folder);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @ParameterizedTest(name = "{0}: ''{1}''")
    @CsvSource({
        "status x?watch=true, x?watch=true, PipelineRun",
        "status ../x, ../x, PipelineRun",
        "status @, '', PipelineRun",
        "status .., .., PipelineRun",
        "status x..y, x..y, PipelineRun",
        "status x%2fy, x%2fy, PipelineRun",
        "status X, X, PipelineRun",
        "logs ../../x, ../../x, PipelineRun",
        "logs x;y --follow, x;y, PipelineRun",
        "cancel ../pipelines/x, ../pipelines/x, PipelineRun",
        "start ../x, ../x, Pipeline",
        "start @, '', Pipeline",
        "start x --serviceaccount @, '', ServiceAccount",
        "start x --serviceaccount a/b, a/b, ServiceAccount",
        "start x --namespace ../.., ../.., namespace",
        "list --namespace ../.., ../.., namespace",
        "list --namespace a.b, a.b, namespace",
        "list --namespace @, '', namespace",
    })
    @DisplayName("it is INPUT before anything is asked of the cluster")
    void noName(String typed, String name, String kind) {
        AtomicInteger asked = new AtomicInteger();
        stage.cluster()
                .server()
                .faults()
                .set(
                        FaultPlan.first(
                                100,
                                request -> asked.incrementAndGet() > 0,
                                new Fault.Answer(500, Map.of(), "text/plain", "")));
        String[] words = typed.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("@") ? "" : words[i];
        }
        Cli.Outcome outcome = stage.pipeline(words);
        assertAll(
                () -> assertEquals(10, outcome.exit(), outcome.err()),
                () ->
                        assertTrue(
                                outcome.err()
                                        .contains("'%s' is no name of a %s".formatted(name, kind)),
                                outcome.err()),
                () -> assertEquals(0, asked.get()));
    }
}
