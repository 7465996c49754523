package io.meshfed.steps.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.model.Mesh;
import io.meshfed.model.Trees;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedStatusesTest {

    private final DirectionJudge judge = new DirectionJudge(DirectionJudge.DEFAULT_SYNC_PERIOD);

    @BeforeEach
    void recordingsAreThere() {
        assumeTrue(
                Files.isDirectory(Recording.DIRECTORY),
                "the recordings of a real istiod are not beside this project");
    }

    static Stream<String> files() {
        return RecordedFacts.all().stream().map(RecordedFacts::file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @DisplayName("every recorded moment gets the verdict that its story tells")
    void judgesEverySnapshot(String file) {
        RecordedFacts facts = RecordedFacts.of(file);
        Recording recording = Recording.read(file);

        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (Map<String, Object> look : facts.looks()) {
            double at = ((Number) look.get("at")).doubleValue();
            expected.add(
                    "T+%.1f %s/%s restart %s"
                            .formatted(
                                    at,
                                    look.get("aro"),
                                    look.get("rosa"),
                                    Trees.texts(look.getOrDefault("restart", List.of()))));
            actual.add("T+%.1f %s".formatted(at, verdict(facts, recording, at)));
        }

        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @DisplayName("no snapshot of a recording is left out")
    void looksAtEverySnapshot(String file) {
        List<Double> looked =
                RecordedFacts.of(file).looks().stream()
                        .map(look -> ((Number) look.get("at")).doubleValue())
                        .toList();

        assertEquals(Recording.read(file).snapshots(), looked);
    }

    @Test
    @DisplayName("no recording is left out")
    void knowsEveryRecording() throws Exception {
        try (Stream<java.nio.file.Path> paths = Files.list(Recording.DIRECTORY)) {
            List<String> recorded =
                    paths.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> name.substring(0, name.length() - ".yaml".length()))
                            .sorted()
                            .toList();

            assertEquals(recorded, files().sorted().toList());
        }
    }

    @Test
    @DisplayName("on the way up nothing is declared hopeless and no restart is advised")
    void isPatientOnTheWayUp() {
        RecordedFacts facts = RecordedFacts.of("a_happy");
        Recording recording = Recording.read("a_happy");
        StatusReplay replay = new StatusReplay();
        for (Map<String, Object> write : recording.writes()) {
            double at = replay.apply(write);
            List<DirectionView> views = facts.views(at, replay.statuses(), recording);
            for (Judgement judgement : judge.judgeBoth(views.get(0), views.get(1))) {
                assertTrue(at < 6.3 || judgement.waitingHelps(), judgement.inShort());
                assertTrue(judgement.restartAdvice().isEmpty(), judgement.inShort());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @DisplayName("any write of istiod can be judged, and restarts are advised only where needed")
    void judgesEveryWrite(String file) {
        RecordedFacts facts = RecordedFacts.of(file);
        Recording recording = Recording.read(file);
        boolean needsRestart = facts.looks().stream().anyMatch(look -> look.containsKey("restart"));
        StatusReplay replay = new StatusReplay();
        for (Map<String, Object> write : recording.writes()) {
            double at = replay.apply(write);
            String verdict = verdict(facts, recording, at, replay.statuses());

            assertTrue(
                    needsRestart || verdict.endsWith("restart []"),
                    "T+%.1f %s".formatted(at, verdict));
        }
    }

    private String verdict(RecordedFacts facts, Recording recording, double at) {
        return verdict(facts, recording, at, recording.snapshot(at));
    }

    private String verdict(
            RecordedFacts facts,
            Recording recording,
            double at,
            Map<String, Map<String, Object>> statuses) {
        List<DirectionView> views = facts.views(at, statuses, recording);
        List<Judgement> both = judge.judgeBoth(views.get(0), views.get(1));
        TreeSet<Mesh> restart = new TreeSet<>(both.get(0).restartAdvice());
        restart.addAll(both.get(1).restartAdvice());
        return "%s/%s restart %s"
                .formatted(
                        cause(both.get(0)),
                        cause(both.get(1)),
                        restart.stream().map(mesh -> mesh.cluster().name()).toList());
    }

    private static String cause(Judgement judgement) {
        return judgement.cause().map(Reason::word).orElse("good");
    }
}
