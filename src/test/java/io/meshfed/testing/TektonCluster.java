package io.meshfed.testing;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.ApiServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An API server that knows Tekton's kinds: by Tekton's own definitions where they are at hand, else
 * without a schema.
 */
public final class TektonCluster implements AutoCloseable {

    public static final ResourceType RUN = v1("PipelineRun", "pipelineruns");
    public static final ResourceType TASK_RUN = v1("TaskRun", "taskruns");
    public static final ResourceType PIPELINE = v1("Pipeline", "pipelines");

    private static final Path DEFINITIONS = Path.of("../shared/reference/tekton-schemas/crds");

    private final ApiServer server;
    private final Path kubeconfig;

    private TektonCluster(ApiServer server, Path kubeconfig) {
        this.server = server;
        this.kubeconfig = kubeconfig;
    }

    public static TektonCluster start(Path folder) {
        return start(folder, ApiServerOptions.of("hub"));
    }

    public static TektonCluster start(Path folder, ApiServerOptions usual) {
        boolean defined = Files.isDirectory(DEFINITIONS);
        ApiServerOptions options = defined ? usual : usual.with(RUN).with(TASK_RUN).with(PIPELINE);
        ApiServer server = ApiServer.start(options);
        if (defined) {
            definitions().forEach(server.store()::put);
        }
        Path kubeconfig =
                new KubeconfigText()
                        .cluster("hub", server.uri().toString(), server.caPem())
                        .context("hub", "hub", server.adminToken())
                        .context("hub-reader", "hub", server.readerToken())
                        .write(folder.resolve("kubeconfig"));
        return new TektonCluster(server, kubeconfig);
    }

    private static ResourceType v1(String kind, String plural) {
        return new ResourceType("tekton.dev", "v1", kind, plural, true);
    }

    private static List<Map<String, Object>> definitions() {
        try (Stream<Path> files = Files.list(DEFINITIONS)) {
            return files.filter(file -> file.getFileName().toString().startsWith("300-"))
                    .sorted()
                    .map(TektonCluster::yaml)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Object> yaml(Path file) {
        try {
            return yaml(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Object> yaml(String text) {
        Load load = new Load(LoadSettings.builder().build());
        return Trees.object(load.loadFromString(text));
    }

    public ApiServer server() {
        return server;
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Stores what the YAML says, status included. */
    public Map<String, Object> put(String yaml) {
        return server.store().put(yaml(yaml));
    }

    @Override
    public void close() {
        server.close();
    }
}
