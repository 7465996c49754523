package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a real istiod wrote in one scenario, played again: the test says what was done and when, and
 * at each moment at which the recording looked, the statuses here must have the same shape, with
 * times that differ by little.
 */
final class Recording {

    static final Path DIRECTORY = Path.of("../shared/reference/observed");

    private static final Duration WITHIN_THE_TENTH = Duration.ofMillis(90);

    private final String name;
    private final Map<String, Object> recording;
    private final TwoMeshes meshes;
    private final Instant start;
    private final TreeMap<Double, List<Runnable>> actions = new TreeMap<>();
    private final Map<String, List<String>> podsSeen = new HashMap<>();
    private final Map<String, List<Double>> attempted = new HashMap<>();
    private String later = "";
    private double late = 1.5;
    private double tolerance = 2.5;

    private Recording(
            String name, Map<String, Object> recording, TwoMeshes meshes, double resyncIn) {
        this.name = name;
        this.recording = recording;
        this.meshes = meshes;
        meshes.nextResyncIn(resyncIn);
        meshes.pods.fix(1.3);
        this.start = meshes.clock.now();
        meshes.backOff(this::pause);
    }

    /**
     * @param resyncIn when the informers of the recorded istiod came round, in the time of the
     *     recording
     */
    static Recording of(String name, TwoMeshes meshes, double resyncIn) throws IOException {
        assumeThere();
        Object tree =
                new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(DIRECTORY.resolve(name + ".yaml")));
        return new Recording(name, Trees.object(tree), meshes, resyncIn);
    }

    static void assumeThere() {
        assumeTrue(
                Files.isDirectory(DIRECTORY),
                "the recordings of a real istiod are not in " + DIRECTORY);
    }

    /** Both sides' sets, then both peers, each when it was first created. */
    Recording federating() {
        return atCreation(ARO, Kinds.EXPORT_SET, () -> meshes.exports(ARO))
                .atCreation(ROSA, Kinds.EXPORT_SET, () -> meshes.exports(ROSA))
                .atCreation(ARO, Kinds.IMPORT_SET, () -> meshes.imports(ARO))
                .atCreation(ROSA, Kinds.IMPORT_SET, () -> meshes.imports(ROSA))
                .atCreation(ARO, Kinds.PEER, () -> meshes.peer(ARO))
                .atCreation(ROSA, Kinds.PEER, () -> meshes.peer(ROSA));
    }

    private Recording atCreation(String mesh, ResourceType type, Runnable action) {
        String object = "%s %s-mesh".formatted(type.kind(), TwoMeshes.other(mesh));
        double second =
                Trees.objects(recording, "writes").stream()
                        .filter(write -> write.get("mesh").equals(mesh))
                        .filter(write -> write.get("object").equals(object))
                        .map(write -> second(String.valueOf(write.get("at"))))
                        .findFirst()
                        .orElseThrow();
        return at(second, action);
    }

    Recording at(double second, Runnable action) {
        actions.computeIfAbsent(second, s -> new ArrayList<>()).add(action);
        return this;
    }

    /**
     * The log tells attempts by the tenth of a second, so who was first must be said: the attempts
     * of this mesh come later.
     */
    Recording withLater(String mesh) {
        later = mesh;
        return this;
    }

    /** Attempts that the log, which was cut, does not tell but the statuses do. */
    Recording attempting(String log, Double... seconds) {
        attempted.put(log, List.of(seconds));
        return this;
    }

    /** How long the pods took that were started in the course of the recording. */
    Recording withPodsStartingIn(double seconds) {
        meshes.pods.fix(seconds);
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
                looks.add(look);
                for (double second = look.second(); second < look.end(); second += 0.05) {
                    moments.computeIfAbsent(second, s -> new ArrayList<>()).add(look::look);
                }
            }
        }
        WriteLog here = WriteLog.of(meshes, start);
        moments.forEach(
                (second, due) -> {
                    meshes.clock.advanceTo(start.plusMillis((long) (second * 1000)));
                    due.forEach(Runnable::run);
                });
        double end =
                Trees.objects(recording, "steps").stream()
                        .mapToDouble(step -> second(String.valueOf(step.get("at"))))
                        .max()
                        .orElseThrow();
        meshes.clock.advanceTo(start.plusMillis((long) (end * 1000)));
        List<String> found =
                new ArrayList<>(
                        new WriteDifferences(
                                        WriteLog.recorded(recording),
                                        here,
                                        actions.navigableKeySet(),
                                        end)
                                .find());
        looks.stream().map(Look::differences).forEach(found::addAll);
        KnownDifferences.hold(name, found);
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

        List<String> differences() {
            return last.stream().map(StatusShape::shorter).toList();
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
        return expected.differencesTo(actual, where, tolerance);
    }

    /** The next attempt comes when the recorded istiod made one. */
    private Duration pause(BackOff.Istiod istiod, String peer, int failures) {
        double now = Duration.between(start, meshes.clock.now()).toMillis() / 1000.0;
        OptionalDouble next = attempts(log(istiod)).filter(attempt -> attempt > now + 0.1).min();
        if (next.isEmpty()) {
            return BackOff.exponential(new Random(3)).pause(istiod, peer, failures);
        }
        Duration pause = Duration.ofMillis((long) ((next.getAsDouble() - now) * 1000));
        return log(istiod).equals(later) ? pause.plus(WITHIN_THE_TENTH) : pause;
    }

    /** A second pod has a log of its own. */
    private String log(BackOff.Istiod istiod) {
        String mesh = istiod.mesh().substring(0, istiod.mesh().indexOf('/'));
        List<String> pods = podsSeen.computeIfAbsent(mesh, none -> new ArrayList<>());
        if (!pods.contains(istiod.pod())) {
            pods.add(istiod.pod());
        }
        String second = mesh + " (pod 1)";
        boolean two = Trees.value(recording, "istiod log", second).isPresent();
        return two && pods.indexOf(istiod.pod()) == 1 ? second : mesh;
    }

    private DoubleStream attempts(String log) {
        DoubleStream logged =
                Trees.texts(Trees.value(recording, "istiod log", log).orElse(List.of())).stream()
                        .filter(line -> line.endsWith("starting watch"))
                        .mapToDouble(line -> second(line.split(" ")[0]));
        return DoubleStream.concat(
                logged, attempted.getOrDefault(log, List.of()).stream().mapToDouble(s -> s));
    }

    /** {@code T+7.1s}. */
    static double second(String text) {
        return Double.parseDouble(text.substring(1, text.length() - 1));
    }
}
