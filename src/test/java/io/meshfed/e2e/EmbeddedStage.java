package io.meshfed.e2e;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.MeshHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sandbox, as {@code meshfed sandbox} starts it. */
final class EmbeddedStage implements Stage {

    private final Federation federation;
    private final Sandbox sandbox;
    private final Path folder;
    private final int speed;

    private EmbeddedStage(Federation federation, SandboxOptions options, Path folder) {
        this.federation = federation;
        this.speed = (int) options.speed();
        this.sandbox = Sandbox.start(federation, options);
        this.folder = folder;
    }

    static EmbeddedStage of(Federation federation, SandboxOptions options) {
        try {
            EmbeddedStage stage =
                    new EmbeddedStage(
                            federation, options, Files.createTempDirectory("meshfed-e2e"));
            stage.sandbox.writeKubeconfig(stage.kubeconfig());
            return stage;
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    ApiServer server(String cluster) {
        return sandbox.apiServer(cluster);
    }

    @Override
    public int speed() {
        return speed;
    }

    @Override
    public Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    @Override
    public ObjectStore store(String cluster) {
        return server(cluster).store();
    }

    @Override
    public MeshHandle mesh(String name) {
        return sandbox.mesh(name);
    }

    @Override
    public List<Sent> requests(String cluster) {
        return server(cluster).requests().all().stream()
                .map(request -> new Sent(cluster, request.toString(), request.write()))
                .toList();
    }

    @Override
    public void forgetRequests() {
        for (ClusterRef cluster : federation.clusters()) {
            server(cluster.name()).requests().clear();
        }
    }

    @Override
    public void close() {
        sandbox.close();
        try {
            Files.deleteIfExists(kubeconfig());
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
