package io.meshfed.e2e;

import io.meshfed.cluster.json.Json;
import io.meshfed.cluster.kubeconfig.ServerSettings;
import io.meshfed.cluster.tls.Tls;
import io.meshfed.model.ResourceType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Plain requests to one API server. */
final class RestApi {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI server;
    private final String token;
    private final HttpClient client;

    RestApi(ServerSettings server, String token) {
        this.server = server.url();
        this.token = token;
        try {
            this.client =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(LIMIT)
                            .sslContext(
                                    Tls.context(
                                            Tls.key("", ""), Tls.trust(server.authorityPem(), "")))
                            .build();
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A whole answer. */
    record Answer(int status, String body) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        Map<String, Object> tree() {
            try {
                return Json.readObject(body.getBytes(StandardCharsets.UTF_8));
            } catch (IOException notJson) {
                throw new IllegalStateException(body, notJson);
            }
        }
    }

    Answer get(String path) {
        return send("GET", path, "application/json", "");
    }

    Answer send(String method, String path, String contentType, String body) {
        HttpRequest request =
                request(path)
                        .timeout(LIMIT)
                        .header("Content-Type", contentType)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException failed) {
            throw new IllegalStateException(method + " " + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The lines of a watch, for as long as it lasts. Close the stream to end it. */
    Stream<String> watch(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofLines()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token);
    }

    static String collection(ResourceType type, String namespace) {
        return (type.group().isEmpty() ? "/api/" : "/apis/")
                + type.apiVersion()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/"
                + type.plural();
    }
}
