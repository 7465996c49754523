package io.meshfed.sandbox.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.model.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a real istiod wrote in one scenario, played again: the test says what was done and when, and
 * at each moment at which the recording looked, the statuses here must have the same shape, with
 * times that differ by little.
 */
final class Recording {

    private static final Path DIRECTORY = Path.of("../shared/reference/observed");

    private final Map<String, Object> recording;
    private final TwoMeshes meshes;
    private final Instant start;
    private final TreeMap<Double, List<Runnable>> actions = new TreeMap<>();
    private double late = 1.5;
    private double tolerance = 2.5;
    private boolean sameAddresses = true;
    private double from;
    private double until = Double.MAX_VALUE;

    private Recording(Map<String, Object> recording, TwoMeshes meshes, double resyncIn) {
        this.recording = recording;
        this.meshes = meshes;
        meshes.nextResyncIn(resyncIn);
        this.start = meshes.clock.now();
        meshes.backOff(this::pause);
    }

    /**
     * @param resyncIn when the informers of the recorded istiod came round, in the time of the
     *     recording
     */
    static Recording of(String name, TwoMeshes meshes, double resyncIn) throws IOException {
        assumeTrue(
                Files.isDirectory(DIRECTORY),
                "the recordings of a real istiod are not in " + DIRECTORY);
        Object tree =
                new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(DIRECTORY.resolve(name + ".yaml")));
        return new Recording(Trees.object(tree), meshes, resyncIn);
    }

    TwoMeshes meshes() {
        return meshes;
    }

    Recording at(double second, Runnable action) {
        actions.computeIfAbsent(second, s -> new ArrayList<>()).add(action);
        return this;
    }

    /**
     * A pod started anew has another address here, while it kept its own in the recording: so the
     * sources that are gone are left out.
     */
    Recording withNewPodAddresses() {
        sameAddresses = false;
        return this;
    }

    /** Compares only what was seen in this time. */
    Recording between(double begin, double end) {
        from = begin;
        until = end;
        return this;
    }

    /** How long after the recording looked the same may come to be. */
    Recording lookingUntil(double seconds) {
        late = seconds;
        return this;
    }

    Recording tolerating(double seconds) {
        tolerance = seconds;
        return this;
    }

    void play() {
        TreeMap<Double, List<Runnable>> moments = new TreeMap<>();
        actions.forEach((second, due) -> moments.put(second, new ArrayList<>(due)));
        List<Look> looks = new ArrayList<>();
        for (Map<String, Object> step : Trees.objects(recording, "steps")) {
            if (step.containsKey("snapshot") && step.get("statuses") instanceof Map<?, ?>) {
                Look look = new Look(step);
                if (look.second() < from || look.second() > until) {
                    continue;
                }
                looks.add(look);
                for (double second = look.second(); second < look.end(); second += 0.05) {
                    moments.computeIfAbsent(second, s -> new ArrayList<>()).add(look::look);
                }
            }
        }
        moments.forEach(
                (second, due) -> {
                    meshes.clock.advanceTo(start.plusMillis((long) (second * 1000)));
                    due.forEach(Runnable::run);
                });
        assertEquals("", looks.stream().map(Look::differences).collect(Collectors.joining()));
    }

    /** A snapshot was taken when its moment had come, so the same may come a little later here. */
    private final class Look {
        private final Map<String, Object> step;
        private List<String> last = List.of("never looked");

        Look(Map<String, Object> step) {
            this.step = step;
        }

        double second() {
            return Recording.second(String.valueOf(step.get("at")));
        }

        double end() {
            Double next = actions.higherKey(second());
            return Math.min(second() + late, next == null ? Double.MAX_VALUE : next);
        }

        void look() {
            if (!last.isEmpty()) {
                last = compare(step);
            }
        }

        String differences() {
            return last.stream().map(line -> line + "\n").collect(Collectors.joining());
        }
    }

    private List<String> compare(Map<String, Object> step) {
        List<String> differences = new ArrayList<>();
        Manifests.part(step, "statuses")
                .forEach(
                        (mesh, objects) ->
                                Trees.object(objects)
                                        .forEach(
                                                (object, status) ->
                                                        differences.addAll(
                                                                compare(
                                                                        step, mesh, object,
                                                                        status))));
        return differences;
    }

    private List<String> compare(
            Map<String, Object> step, String mesh, String object, Object recorded) {
        String[] kindAndName = object.split(" ");
        StatusShape expected =
                StatusShape.recorded(
                        recorded instanceof String ? Map.of() : Trees.object(recorded));
        StatusShape actual =
                StatusShape.written(
                        meshes.stores.get(mesh).list(StatusShape.kind(kindAndName[0]), "").stream()
                                .filter(o -> Manifests.name(o).equals(kindAndName[1]))
                                .map(o -> Manifests.part(o, "status"))
                                .findFirst()
                                .orElse(Map.of()),
                        start);
        String where =
                "%s '%s' %s %s".formatted(step.get("at"), step.get("snapshot"), mesh, object);
        return sameAddresses
                ? expected.differencesTo(actual, where, tolerance)
                : expected.withoutGoneSources()
                        .differencesTo(actual.withoutGoneSources(), where, tolerance);
    }

    /** The next attempt comes when the recorded istiod made one. */
    private Duration pause(String mesh, String peer, int failures) {
        double now = Duration.between(start, meshes.clock.now()).toMillis() / 1000.0;
        String log = mesh.substring(0, mesh.indexOf('/'));
        return Trees.texts(Trees.value(recording, "istiod log", log).orElse(List.of())).stream()
                .filter(line -> line.endsWith("starting watch"))
                .map(line -> second(line.split(" ")[0]))
                .filter(at -> at > now + 0.1)
                .findFirst()
                .map(at -> Duration.ofMillis((long) ((at - now) * 1000)))
                .orElseGet(() -> BackOff.exponential(new Random(3)).pause(mesh, peer, failures));
    }

    /** {@code T+7.1s}. */
    static double second(String text) {
        return Double.parseDouble(text.substring(1, text.length() - 1));
    }
}
