package io.meshfed.testing;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Plain requests to one API server. */
final class RawHttp {

    private final URI server;
    private final String token;
    private final HttpClient client;

    RawHttp(Server server, String token) {
        this.server = server.uri();
        this.token = token;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .sslContext(trusting(server.caPem()))
                        .build();
    }

    Answer send(String method, String path, String contentType, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), response.body());
        } catch (IOException failed) {
            throw new AssertionError(method + " " + path + ": " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The items of a list. */
    List<Map<String, Object>> get(String path) {
        return Trees.objects(send("GET", path, "", "").requireOk().tree(), "items");
    }

    private static SSLContext trusting(String caPem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            caPem.getBytes(StandardCharsets.UTF_8))));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    /** What the server said. */
    record Answer(String asked, int status, String body) {

        Answer requireOk() {
            if (status < 200 || status > 299) {
                throw new AssertionError(asked + ": " + status + " " + body);
            }
            return this;
        }

        Map<String, Object> tree() {
            try {
                return Json.readObject(body.getBytes(StandardCharsets.UTF_8));
            } catch (IOException notJson) {
                throw new AssertionError(asked + ": " + body, notJson);
            }
        }
    }
}
