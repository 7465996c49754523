package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshfed.cli.TektonStage.Playing;
import io.meshfed.cli.TektonStage.Trouble;
import io.meshfed.testing.TektonReplay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("what a real Tekton did is told as it was")
@Timeout(300)
class PipelineReplayTest {

    @TempDir private static Path folder;
    private static TektonStage stage;

    @BeforeAll
    static void start() {
        TektonReplay federate = TektonReplay.recorded("succeeded");
        stage = new TektonStage(folder);
        stage.cluster().server().store().put(federate.pipeline("federate"));
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    /**
     * What a recording must lead to.
     *
     * @param tasks name and status, in order
     */
    record Expected(String recording, int exit, String errorClass, String status, String tasks) {

        @Override
        public String toString() {
            return recording;
        }
    }

    private static final List<Expected> ALL =
            List.of(
                    new Expected(
                            "succeeded",
                            0,
                            "OK",
                            "succeeded",
                            "verify-access=succeeded share-trust=succeeded peer=succeeded"
                                    + " verify-federation=succeeded extra=skipped report=succeeded"),
                    new Expected(
                            "failed",
                            13,
                            "CONFLICT",
                            "failed",
                            "verify-access=succeeded share-trust=succeeded peer=failed"
                                    + " verify-federation=skipped extra=skipped report=succeeded"),
                    new Expected(
                            "cancelled",
                            130,
                            "INTERRUPTED",
                            "cancelled",
                            "verify-access=succeeded share-trust=succeeded peer=cancelled"
                                    + " verify-federation=waiting extra=skipped report=waiting"),
                    new Expected(
                            "cancelled-finally",
                            130,
                            "INTERRUPTED",
                            "cancelled",
                            "verify-access=succeeded share-trust=succeeded peer=cancelled"
                                    + " verify-federation=skipped extra=skipped report=succeeded"),
                    new Expected(
                            "timed-out",
                            15,
                            "WAIT",
                            "timed-out",
                            "verify-access=succeeded share-trust=succeeded peer=cancelled"
                                    + " verify-federation=skipped extra=skipped report=succeeded"),
                    new Expected("retried", 0, "OK", "succeeded", "flaky=succeeded"),
                    new Expected("missing-task", 12, "PRECOND", "failed", "a=waiting"),
                    new Expected("missing-pipeline", 12, "PRECOND", "failed", ""),
                    new Expected("missing-param", 10, "INPUT", "failed", "a=waiting"));

    static Stream<Expected> all() {
        return ALL.stream();
    }

    static Stream<Arguments> troubled() {
        return ALL.stream()
                .flatMap(each -> Stream.of(Trouble.values()).map(t -> Arguments.of(each, t)));
    }

    @ParameterizedTest(name = "{0}, trouble: {1}")
    @MethodSource("troubled")
    @DisplayName("start --follow ends with the class of the run, having shown each task and log")
    void follow(Expected expected, Trouble trouble) {
        TektonReplay replay = TektonReplay.recorded(expected.recording());
        try (Playing playing = stage.playWhenStarted(replay, trouble)) {
            Cli.Outcome outcome = stage.pipeline("start", "federate", "--follow");
            playing.end();

            assertAll(
                    () -> assertEquals(expected.exit(), outcome.exit(), outcome.err()),
                    () -> assertEquals(lines(playing.run(), expected), logs(outcome)),
                    () -> assertTrue(tellsEachTask(expected, outcome.err()), outcome.err()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("start --follow --output json is one document with the run and its tasks")
    void json(Expected expected) {
        TektonReplay replay = TektonReplay.recorded(expected.recording());
        try (Playing playing = stage.playWhenStarted(replay, Trouble.NONE)) {
            Cli.Outcome outcome =
                    stage.pipeline("start", "federate", "--follow", "--output", "json");
            playing.end();

            check(expected, outcome.json());
            assertEquals(1, outcome.json().get("changed").asInt());
            assertEquals(playing.run(), outcome.json().at("/results/pipeline-run").asText());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("logs, status and cancel agree on a run that is over")
    void afterwards(Expected expected) {
        TektonReplay replay = TektonReplay.recorded(expected.recording());
        String run = expected.recording();
        replay.play(stage.cluster().server());

        check(expected, stage.pipeline("status", run, "--output", "json").json());
        check(expected, stage.pipeline("logs", run, "--output", "json").json());
        check(expected, stage.pipeline("logs", run, "--follow", "--output", "json").json());
        assertEquals(lines(run, expected), logs(stage.pipeline("logs", run)));
        Cli.Outcome cancelled = stage.pipeline("cancel", run);
        assertEquals(0, cancelled.exit());
        assertTrue(cancelled.err().contains("is over already"), cancelled.err());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("the tree on a terminal ends with each task as it ended, and the logs are whole")
    void liveTree(Expected expected) {
        TektonReplay replay = TektonReplay.recorded(expected.recording());
        try (Playing playing = stage.playWhenStarted(replay, Trouble.NONE)) {
            Cli.Outcome outcome =
                    stage.onTerminal("12", "start", "federate", "--follow", "--no-color");
            playing.end();
            String tree = outcome.err().substring(outcome.err().lastIndexOf("\u001b[J") + 1);

            assertAll(
                    () -> assertEquals(expected.exit(), outcome.exit(), outcome.err()),
                    () -> assertEquals(lines(playing.run(), expected), logs(outcome)),
                    () -> assertTrue(showsEachTask(expected, tree), tree));
        }
    }

    @ParameterizedTest(name = "{0} by cancel {1}")
    @CsvSource({
        "cancelled, '', Cancelled",
        "cancelled-finally, --run-finally, CancelledRunFinally"
    })
    @DisplayName("a run that is cancelled while it is followed is followed to its end")
    void cancelMidStream(String recording, String option, String word) {
        Expected expected =
                all().filter(each -> each.recording().equals(recording)).findFirst().orElseThrow();
        TektonReplay replay = TektonReplay.recorded(recording);
        List<Cli.Outcome> cancels = new ArrayList<>();
        try (Playing playing = stage.playWhenStarted(replay, Trouble.NONE)) {
            playing.beforeCancel(word, run -> cancels.add(stage.pipeline(cancel(run, option))));
            Cli.Outcome outcome = stage.pipeline("start", "federate", "--follow");
            playing.end();

            assertAll(
                    () ->
                            assertEquals(
                                    List.of(0), cancels.stream().map(Cli.Outcome::exit).toList()),
                    () -> assertTrue(cancels.get(0).out().contains("updated"), cancels::toString),
                    () -> assertEquals(expected.exit(), outcome.exit(), outcome.err()),
                    () -> assertEquals(lines(playing.run(), expected), logs(outcome)),
                    () -> assertTrue(tellsEachTask(expected, outcome.err()), outcome.err()));
        }
    }

    private static String[] cancel(String run, String option) {
        return option.isEmpty()
                ? new String[] {"cancel", run}
                : new String[] {"cancel", run, option};
    }

    private static void check(Expected expected, JsonNode json) {
        List<String> tasks = new ArrayList<>();
        json.get("tasks")
                .forEach(t -> tasks.add(t.get("name").asText() + "=" + t.get("status").asText()));
        assertAll(
                () -> assertEquals(expected.errorClass(), json.get("class").asText()),
                () -> assertEquals(expected.exit(), json.get("exitCode").asInt()),
                () -> assertEquals(expected.status(), json.at("/pipelineRun/status").asText()),
                () -> assertEquals(expected.tasks(), String.join(" ", tasks)),
                () -> assertEquals(expected.exit() == 0 ? 0 : 1, json.get("errors").size()));
    }

    /** Two lines of each container that ran, tasks in their order. */
    private static List<String> lines(String run, Expected expected) {
        List<String> lines = new ArrayList<>();
        for (String task : expected.tasks().split(" ")) {
            String name = task.split("=")[0];
            boolean ran = !task.isEmpty() && !task.matches(".*=(skipped|waiting)");
            List<String> tries =
                    name.equals("flaky") ? List.of("-pod", "-pod-retry1") : List.of("-pod");
            for (String pod : ran ? tries : List.<String>of()) {
                lines.add("[%s/run] %s-%s%s begins".formatted(name, run, name, pod));
                lines.add("[%s/run] %s-%s%s ends".formatted(name, run, name, pod));
            }
        }
        return lines;
    }

    private static List<String> logs(Cli.Outcome outcome) {
        return outcome.out().lines().filter(line -> line.startsWith("[")).toList();
    }

    private static final Map<String, String> MARKS =
            Map.of(
                    "succeeded",
                    "√",
                    "failed",
                    "×",
                    "cancelled",
                    "‼",
                    "skipped",
                    "-",
                    "waiting",
                    "·");

    private static boolean showsEachTask(Expected expected, String tree) {
        return Stream.of(expected.tasks().split(" "))
                .filter(task -> !task.isEmpty())
                .map(task -> task.split("="))
                .map(task -> "─ %s %s ".formatted(MARKS.get(task[1]), task[0]))
                .allMatch((tree.replace("\n", " \n") + " ")::contains);
    }

    private static boolean tellsEachTask(Expected expected, String progress) {
        return Stream.of(expected.tasks().split(" "))
                .filter(task -> task.matches(".*=(succeeded|failed|cancelled|skipped)"))
                .map(task -> task.split("=")[0])
                .allMatch(name -> progress.matches("(?s).*[√×‼-] (finally )?" + name + ": .*"));
    }
}
