package io.meshfed.sandbox.api;

import io.meshfed.sandbox.pki.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A plain HTTPS client for tests: it trusts one CA, and knows nothing of Kubernetes. */
record Client(URI server, HttpClient http, String token) {

    record Answer(int code, String body, HttpResponse<String> response) {

        Map<String, Object> json() {
            return Json.object(body);
        }
    }

    static Client of(URI server, CertificateAuthority trusted, String token) {
        HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(trusted.clientContext())
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
        return new Client(server, http, token);
    }

    static Client admin(ApiServer server) {
        return of(server.uri(), server.authority(), server.adminToken());
    }

    static Client reader(ApiServer server) {
        return of(server.uri(), server.authority(), server.readerToken());
    }

    Client as(String otherToken) {
        return new Client(server, http, otherToken);
    }

    Answer get(String path) {
        return send("GET", path, "", "");
    }

    Answer post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, "application/json", body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "", "");
    }

    Answer merge(String path, String body) {
        return send("PATCH", path, "application/merge-patch+json", body);
    }

    Answer apply(String path, String body) {
        return send("PATCH", path, "application/apply-patch+yaml", body);
    }

    Answer send(String method, String path, String contentType, String body) {
        return send(request(method, path, contentType, body).build());
    }

    Answer send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = request(method, path, "", body);
        headers.forEach(request::setHeader);
        return send(request.build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String method, String path, String contentType, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .header("User-Agent", "test/1.0")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        return request;
    }
}
