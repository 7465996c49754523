package io.meshfed.cli;

import io.meshfed.cli.CanaryScenes.Scene;
import io.meshfed.cli.CommandLines.Line;
import io.meshfed.model.ResourceType;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.TektonCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Clusters with servers before them that know the credentials and give them away. */
final class CanaryStage implements AutoCloseable {

    private static final List<ResourceType> WRITTEN =
            List.of(
                    ResourceTypes.CONFIG_MAP,
                    ResourceTypes.PEER,
                    ResourceTypes.EXPORTS,
                    ResourceTypes.IMPORTS,
                    ResourceTypes.VIRTUAL_SERVICE,
                    ResourceTypes.DESTINATION_RULE,
                    ResourceTypes.DEPLOYMENT,
                    TektonCluster.RUN);

    private final Canaries canaries = new Canaries();
    private final ClusterStage clusters;
    private final CanaryScenes scenes;
    private final CommandLines lines;
    private final Sweep sweep = new Sweep();
    private final List<String> found = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bugs = Collections.synchronizedList(new ArrayList<>());
    private final SortedMap<Integer, Integer> exitCodes =
            Collections.synchronizedSortedMap(new TreeMap<>());

    CanaryStage(Path folder) throws IOException {
        clusters = new ClusterStage(canaries.of("token"));
        Path inputs = Files.createDirectory(folder.resolve("inputs"));
        scenes =
                new CanaryScenes(
                        canaries,
                        new CanaryKubeconfig(
                                canaries, inputs, clusters.twisted(), clusters.token()),
                        clusters.twisted(),
                        inputs);
        lines = new CommandLines(folder);
    }

    List<Scene> scenes() {
        return scenes.all();
    }

    /** Each of the commands once; runs that wait stand beside others. */
    void run(Scene scene, List<String> commands) {
        for (String command : commands) {
            sweep.begin(() -> run(scene, command));
        }
    }

    private void run(Scene scene, String command) {
        try {
            String id = (scene + "." + command).replaceAll("[^a-z]+", "-");
            Line line = lines.line(command, scene.prepared().apply(id));
            Cli.Outcome outcome = Cli.run(line.arguments().toArray(String[]::new));
            exitCodes.merge(outcome.exit(), 1, Integer::sum);
            if (outcome.exit() == 1) {
                bugs.add(line.arguments() + ": " + outcome.err());
            }
            search(line, outcome, scene);
        } catch (RuntimeException | AssertionError failed) {
            found.add("%s, %s: %s".formatted(scene, command, failed));
        }
    }

    private void search(Line line, Cli.Outcome outcome, Scene scene) {
        String where = "%s, %s, ".formatted(scene, line.arguments());
        found(where + "stdout", outcome.out());
        found(where + "stderr", outcome.err());
        try (Stream<Path> files = Files.list(line.written())) {
            files.forEach(file -> found(where + file.getFileName(), FuzzCorpus.read(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void found(String where, String text) {
        canaries.search().in(text).forEach(each -> found.add(where + ": " + each));
    }

    void awaitAll() throws InterruptedException {
        sweep.awaitAll();
    }

    int runs() {
        return exitCodes.values().stream().mapToInt(Integer::intValue).sum();
    }

    int kinds() {
        return canaries.kinds();
    }

    SortedMap<Integer, Integer> exitCodes() {
        return exitCodes;
    }

    List<String> found() {
        return List.copyOf(found);
    }

    List<String> bugs() {
        return List.copyOf(bugs);
    }

    /** Annotations, managers, everything: what was written is as public as a log. */
    List<String> foundInClusters() {
        List<String> all = new ArrayList<>();
        for (String name : List.of("aro", "rosa")) {
            for (ResourceType type : WRITTEN) {
                if (clusters.server(name).kinds().type(type.group(), type.kind()).isPresent()) {
                    String stored = String.valueOf(clusters.server(name).store().list(type, ""));
                    all.addAll(canaries.search().in(stored));
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        sweep.close();
        clusters.close();
    }
}
