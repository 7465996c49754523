package io.meshfed.jenkins;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.contexts.FederationReader;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A job with a federation file in its workspace, and the clusters that the file means. */
final class SandboxJob implements AutoCloseable {

    private static final Pattern SECRET =
            Pattern.compile(
                    "(?m)(?:token|client-key-data|client-certificate-data|certificate-authority-data): *\"?([^\"\\s]{12,})");

    private final Sandbox sandbox;
    private final Path kubeconfig;

    private SandboxJob(Sandbox sandbox, Path kubeconfig) {
        this.sandbox = sandbox;
        this.kubeconfig = kubeconfig;
    }

    static SandboxJob of(Path federation, Path folder) {
        Sandbox sandbox =
                Sandbox.start(
                        FederationReader.read(federation).federation(),
                        SandboxOptions.usual().withReplicas(1));
        Path kubeconfig = folder.resolve("kubeconfig-" + federation.getParent().getFileName());
        sandbox.writeKubeconfig(kubeconfig);
        sandbox.awaitReady(Duration.ofSeconds(60));
        return new SandboxJob(sandbox, kubeconfig);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    String kubeconfig() throws IOException {
        return Files.readString(kubeconfig);
    }

    /** As if each cluster had a kubeconfig of its own. */
    @SuppressWarnings("unchecked")
    String kubeconfig(String cluster) throws IOException {
        Map<String, Object> all =
                (Map<String, Object>)
                        new Load(LoadSettings.builder().build()).loadFromString(kubeconfig());
        Map<String, Object> one = new java.util.LinkedHashMap<>(all);
        one.remove("current-context");
        for (String kind : List.of("contexts", "clusters", "users")) {
            List<Map<String, Object>> entries = (List<Map<String, Object>>) all.get(kind);
            one.put(
                    kind,
                    entries.stream()
                            .filter(entry -> entry.get("name").toString().startsWith(cluster))
                            .toList());
        }
        return new ObjectMapper().writeValueAsString(one);
    }

    /** Whatever of the kubeconfig nobody may ever see. */
    TreeSet<String> secrets() throws IOException {
        TreeSet<String> secrets = new TreeSet<>();
        Matcher secret = SECRET.matcher(kubeconfig());
        while (secret.find()) {
            secrets.add(secret.group(1));
        }
        return secrets;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
