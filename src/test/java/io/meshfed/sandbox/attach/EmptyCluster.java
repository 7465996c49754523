package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.testing.SaidProgress;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An API server that nobody uses, and a sandbox of the federation {@code pair} before it. */
final class EmptyCluster implements AutoCloseable {

    static final Territory TERRITORY = new Territory("pair");

    private final ApiServer server = ApiServer.start(ApiServerOptions.of("aro"));
    private final HttpClient http =
            HttpClient.newBuilder().sslContext(server.authority().clientContext()).build();

    private final SaidProgress progress = SaidProgress.silent();

    /** What people were told. */
    List<String> said() {
        return progress.said();
    }

    /** Of the administrator. */
    RestApi api() {
        return api(server.adminToken());
    }

    RestApi readersApi() {
        return api(server.readerToken());
    }

    private RestApi api(String token) {
        return new RestApi(new ApiEndpoint("aro", server.uri(), http, new Token(token)), progress);
    }

    private record Token(String token) implements Credential {

        @Override
        public Map<String, List<String>> headers() {
            return Map.of("Authorization", List.of("Bearer " + token));
        }

        @Override
        public boolean renew(Map<String, List<String>> refused) {
            return false;
        }
    }

    /** Somebody makes an object. */
    void has(ResourceType type, String namespace, String name, Map<String, Object> labels) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("labels", labels);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", type.apiVersion());
        object.put("kind", type.kind());
        object.put("metadata", metadata);
        if (type.equals(Kinds.DEPLOYMENT)) {
            object.put("spec", podsOf(name));
        }
        server.store().put(object);
    }

    private static Map<String, Object> podsOf(String name) {
        Map<String, Object> labels = Map.of("of", name);
        return Map.of(
                "selector",
                Map.of("matchLabels", labels),
                "template",
                Map.of(
                        "metadata",
                        Map.of("labels", labels),
                        "spec",
                        Map.of("containers", List.of(Map.of("name", "one", "image", "image")))));
    }

    Optional<Map<String, Object>> namespace(String name) {
        return server.store().get(Kinds.NAMESPACE, "", name);
    }

    Optional<Map<String, Object>> configMap(String namespace, String name) {
        return server.store().get(Kinds.CONFIG_MAP, namespace, name);
    }

    @Override
    public void close() {
        server.close();
    }
}
