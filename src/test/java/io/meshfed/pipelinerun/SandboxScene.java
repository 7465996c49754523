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

    private static final Path FEDERATION = Path.of("contexts/aro-rosa/federation.yaml");
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final Federation federation;
    private final Sandbox sandbox;

    private SandboxScene(Path folder, Federation federation) {
        this.folder = folder;
        this.federation = federation;
        this.sandbox = Sandbox.start(federation, SandboxOptions.usual().withSpeed(SPEED));
    }

    static SandboxScene start(Path folder) throws IOException {
        SandboxScene scene =
                new SandboxScene(folder, FederationReader.read(FEDERATION).federation());
        for (String each : List.of("configmap", "secret", "claim", "logs", "pods")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.copy(FEDERATION, folder.resolve("configmap/federation.yaml"));
        scene.sandbox.writeKubeconfig(folder.resolve("secret/kubeconfig"));
        scene.sandbox.awaitReady(START);
        return scene;
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    /** What the samples name. */
    Map<String, Binding> volumes() {
        return Map.of(
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
