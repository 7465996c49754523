package io.meshfed.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.model.ResourceType;
import io.meshfed.sandbox.api.ApiServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A small client that knows nothing of the sandbox but its URL, its CA and a token. */
final class Kubectl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI server;
    private final String token;

    Kubectl(ApiServer api, String token) {
        this.http = HttpClient.newBuilder().sslContext(api.authority().clientContext()).build();
        this.server = api.uri();
        this.token = token;
    }

    private URI uri(ResourceType type, String namespace, String name) {
        String root = type.group().isEmpty() ? "/api/v1" : "/apis/" + type.apiVersion();
        String middle = type.namespaced() ? "/namespaces/" + namespace : "";
        return server.resolve(root + middle + "/" + type.plural() + "/" + name);
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    }

    Map<String, Object> get(ResourceType type, String namespace, String name) {
        HttpResponse<String> response = send(request(uri(type, namespace, name)).GET().build());
        return response.statusCode() == 200 ? tree(response.body()) : Map.of();
    }

    /** Server-side apply. */
    int apply(ResourceType type, Map<String, Object> object) {
        Map<?, ?> metadata = (Map<?, ?>) object.get("metadata");
        URI uri =
                uri(
                        type,
                        String.valueOf(metadata.get("namespace")),
                        String.valueOf(metadata.get("name")));
        URI withManager = URI.create(uri + "?fieldManager=tester&force=true");
        return send(request(withManager)
                        .header("Content-Type", "application/apply-patch+yaml")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(text(object)))
                        .build())
                .statusCode();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Map<String, Object> tree(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String text(Map<String, Object> tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
