package io.meshfed.cli;

import io.meshfed.cli.CanaryScenes.Scene;
import io.meshfed.cli.CommandLines.Line;
import io.meshfed.contexts.FederationReader;
import io.meshfed.model.ResourceType;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.User;
import io.meshfed.testing.Federations;
import io.meshfed.testing.TektonCluster;
import io.meshfed.testing.TektonReplay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Clusters with servers before them that know the credentials and give them away. */
final class CanaryStage implements AutoCloseable {

    private static final List<ResourceType> WRITTEN =
            List.of(
                    ResourceTypes.CONFIG_MAP,
                    ResourceTypes.PEER,
                    ResourceTypes.EXPORTS,
                    ResourceTypes.IMPORTS,
                    TektonCluster.RUN);

    private final Canaries canaries = new Canaries();
    private final Sandbox sandbox;
    private final TwistedServer twisted;
    private final CanaryScenes scenes;
    private final CommandLines lines;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final List<String> found = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bugs = Collections.synchronizedList(new ArrayList<>());
    private final SortedMap<Integer, Integer> exitCodes = Collections.synchronizedSortedMap(new TreeMap<>());

    CanaryStage(Path folder) throws IOException {
        sandbox =
                Sandbox.start(
                        FederationReader.parse(Federations.ARO_ROSA, "federation.yaml").federation(),
                        SandboxOptions.usual().withSpeed(100));
        List<String> tokens = new ArrayList<>();
        Map<String, ApiServer> servers = new TreeMap<>();
        for (String name : List.of("aro", "rosa")) {
            ApiServer server = sandbox.apiServer(name);
            tokens.add(canaries.of("token at " + name));
            server.addUser(User.admin("canary", canaries.of("token at " + name)));
            servers.put(name, server);
        }
        tekton(servers.get("aro"));
        twisted = new TwistedServer(servers);
        Path inputs = Files.createDirectory(folder.resolve("inputs"));
        scenes =
                new CanaryScenes(
                        canaries,
                        new CanaryKubeconfig(canaries, inputs, twisted, tokens),
                        twisted,
                        inputs);
        lines = new CommandLines(folder);
        sandbox.awaitReady(Duration.ofMinutes(1));
    }

    private static void tekton(ApiServer server) {
        for (ResourceType type : List.of(TektonCluster.RUN, TektonCluster.TASK_RUN, TektonCluster.PIPELINE)) {
            server.kinds().add(type, true);
        }
        TektonReplay replay = TektonReplay.byHand("step-class");
        server.store().put(replay.pipeline("federate"));
        replay.play(server);
    }

    List<Scene> scenes() {
        return scenes.all();
    }

    /** Each of the commands once; runs that wait stand beside others. */
    void run(Scene scene, List<String> commands) {
        for (String command : commands) {
            threads.execute(() -> run(scene, command));
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
        threads.shutdown();
        if (!threads.awaitTermination(4, TimeUnit.MINUTES)) {
            throw new AssertionError("runs hang: " + exitCodes);
        }
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
                if (sandbox.apiServer(name).kinds().type(type.group(), type.kind()).isPresent()) {
                    String stored = String.valueOf(sandbox.apiServer(name).store().list(type, ""));
                    all.addAll(canaries.search().in(stored));
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        twisted.close();
        sandbox.close();
    }
}
