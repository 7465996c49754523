package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.cli.TektonStage.Playing;
import io.meshfed.cli.TektonStage.Trouble;
import io.meshfed.testing.TektonReplay;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("what a real Tekton did is told as it was")
@Timeout(20)
class PipelineReplayTest {

    @TempDir private Path folder;

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "succeeded,           NONE, 0,   OK",
        "failed,              NONE, 13,  CONFLICT",
        "cancelled,           NONE, 130, INTERRUPTED",
        "cancelled-finally,   NONE, 130, INTERRUPTED",
        "timed-out,           NONE, 15,  WAIT",
        "retried,             NONE, 0,   OK",
        "missing-task,        NONE, 12,  PRECOND",
        "missing-pipeline,    NONE, 12,  PRECOND",
        "missing-param,       NONE, 10,  INPUT",
        "succeeded,           CUTS, 0,   OK",
        "failed,              CUTS, 13,  CONFLICT",
        "cancelled,           CUTS, 130, INTERRUPTED",
        "cancelled-finally,   CUTS, 130, INTERRUPTED",
        "timed-out,           CUTS, 15,  WAIT",
        "retried,             CUTS, 0,   OK",
    })
    @DisplayName("start --follow ends with the class of the run, and shows all tasks and logs")
    void follow(String name, Trouble trouble, int exit, String errorClass) {
        TektonReplay replay = TektonReplay.recorded(name);
        try (TektonStage stage = new TektonStage(folder);
                Playing playing = stage.playWhenStarted(replay, trouble)) {
            stage.cluster()
                    .server()
                    .store()
                    .put(TektonReplay.recorded("succeeded").pipeline("federate"));

            Cli.Outcome outcome = stage.pipeline("start", "federate", "--follow");
            System.out.println(outcome.err());
            System.out.println(outcome.out());
            assertEquals(exit, outcome.exit(), outcome.err());
            playing.end();
        }
    }
}
