package io.meshfed.pipelinerun;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.api.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Embedded clusters, and beside them what the pipelines' own cluster would mount. */
final class SandboxScene implements AutoCloseable {

    /** A minute takes three seconds. */
    private static final int SPEED = 20;

    private static final Path CONTEXT = Path.of("contexts/aro-rosa");
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final Path context;
    private final Federation federation;
    private final Sandbox sandbox;

    private SandboxScene(Path folder, Path context, SandboxOptions options) {
        this.folder = folder;
        this.context = context;
        this.federation = FederationReader.read(file(context)).federation();
        this.sandbox = Sandbox.start(federation, options.withSpeed(SPEED));
    }

    static SandboxScene start(Path folder) throws IOException {
        return start(new SandboxScene(folder, CONTEXT, SandboxOptions.usual()));
    }

    /** Clusters on which no mesh is installed, and a claim with the folders to install from. */
    static SandboxScene fresh(Path folder, Path context) throws IOException {
        return start(new SandboxScene(folder, context, SandboxOptions.usual().empty()));
    }

    private static Path file(Path context) {
        return context.resolve("federation.yaml");
    }

    private static SandboxScene start(SandboxScene scene) throws IOException {
        Path folder = scene.folder;
        for (String each : List.of("configmap", "secret", "claim", "logs", "pods")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.copy(file(scene.context), folder.resolve("configmap/federation.yaml"));
        scene.sandbox.writeKubeconfig(folder.resolve("secret/kubeconfig"));
        scene.sandbox.awaitReady(START);
        return scene;
    }

    /** The clusters themselves, for what no pipeline does. */
    Sandbox sandbox() {
        return sandbox;
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    /** What the samples name. */
    Map<String, Binding> volumes() {
        return Map.of(
                "claim", Binding.of(context.toAbsolutePath()),
                "configmap/meshfed-federation", Binding.of(folder.resolve("configmap")),
                "secret/meshfed-kubeconfig", Binding.of(folder.resolve("secret")));
    }

    /** Runs this at every request that a cluster gets. */
    void onRequest(Runnable look) {
        for (ClusterRef cluster : federation.clusters()) {
            sandbox.apiServer(cluster.name())
                    .faults()
                    .set(
                            (ordinal, request) -> {
                                look.run();
                                return Optional.empty();
                            });
        }
    }

    /** Write requests that the clusters got since this was asked last. */
    List<String> writes() {
        List<String> writes = new ArrayList<>();
        for (ClusterRef cluster : federation.clusters()) {
            sandbox.apiServer(cluster.name()).requests().all().stream()
                    .filter(LoggedRequest::write)
                    .map(request -> cluster.name() + ": " + request)
                    .forEach(writes::add);
            sandbox.apiServer(cluster.name()).requests().clear();
        }
        return writes;
    }

    /** As {@link #writes}, without those that keep others from writing at the same time. */
    List<String> writesBesideTheLock() {
        return writes().stream().filter(request -> !request.contains("/leases")).toList();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
