package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Plain requests to one API server. What passes by itself is tried again; a server that is away is
 * told of once, and asked only now and then until it is back.
 */
final class RestApi implements AutoCloseable {

    static final String JSON = "application/json";

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);
    private static final int TRIES = 4;
    private static final int FIRST_PAUSE_MILLIS = 100;
    private static final int UNAUTHORIZED = 401;

    private final ApiEndpoint endpoint;
    private final Progress progress;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Under the lock of this object: when the server was last found to be away. */
    private Optional<Long> awaySince = Optional.empty();

    RestApi(ApiEndpoint endpoint, Progress progress) {
        this.endpoint = endpoint;
        this.progress = progress;
    }

    String cluster() {
        return endpoint.cluster();
    }

    Progress progress() {
        return progress;
    }

    Answer get(String path) {
        return send("GET", path, JSON, "");
    }

    /**
     * @throws FederationException TRANSIENT when no answer came
     */
    Answer send(String method, String path, String contentType, String body) {
        int tries = away() ? 1 : TRIES;
        refuseWhileAway();
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = once(method, path, contentType, body);
                if (!answer.passing() || attempt >= tries) {
                    answered();
                    return answer;
                }
            } catch (IOException failed) {
                if (attempt >= tries) {
                    throw lost(failed);
                }
            }
            pause(FIRST_PAUSE_MILLIS * (long) Math.pow(3, attempt - 1.0));
        }
    }

    private Answer once(String method, String path, String contentType, String body)
            throws IOException {
        Map<String, List<String>> headers = endpoint.credential().headers();
        HttpResponse<String> response = send(method, path, contentType, body, headers);
        if (response.statusCode() == UNAUTHORIZED && endpoint.credential().renew(headers)) {
            response = send(method, path, contentType, body, endpoint.credential().headers());
        }
        return new Answer(
                cluster(),
                method + " " + path.split("\\?")[0],
                response.statusCode(),
                response.body());
    }

    private HttpResponse<String> send(
            String method,
            String path,
            String contentType,
            String body,
            Map<String, List<String>> headers)
            throws IOException {
        HttpRequest request =
                request(path, headers)
                        .timeout(LIMIT)
                        .header("Content-Type", contentType)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return endpoint.http().send(request, BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            throw stopped();
        }
    }

    /**
     * The body of a watch, for as long as it lasts. It may be closed from any thread, which a
     * stream of lines may not: its reader would hold the lock.
     */
    HttpResponse<InputStream> watch(String path) throws IOException {
        HttpRequest request = request(path, endpoint.credential().headers()).timeout(LIMIT).build();
        try {
            HttpResponse<InputStream> response =
                    endpoint.http().send(request, BodyHandlers.ofInputStream());
            answered();
            return response;
        } catch (InterruptedException interrupted) {
            throw stopped();
        }
    }

    private HttpRequest.Builder request(String path, Map<String, List<String>> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                        .header("Accept", JSON)
                        .header("User-Agent", "meshfed-sandbox");
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request;
    }

    private synchronized boolean away() {
        return awaySince.isPresent();
    }

    /** So that one server that is away does not hold up the meshes of all others. */
    private synchronized void refuseWhileAway() {
        boolean justNow =
                awaySince
                        .filter(since -> System.nanoTime() - since < LEFT_ALONE.toNanos())
                        .isPresent();
        if (justNow) {
            throw new FederationException(
                    ErrorClass.TRANSIENT, "cluster '%s' is away".formatted(cluster()), "");
        }
    }

    private synchronized void answered() {
        if (awaySince.isPresent()) {
            progress.done("cluster '%s' answers again".formatted(cluster()));
        }
        awaySince = Optional.empty();
    }

    private synchronized FederationException lost(IOException failed) {
        String why = SafeText.of(String.valueOf(failed.getMessage()));
        FederationException lost =
                new FederationException(
                        ErrorClass.TRANSIENT,
                        "cluster '%s' at %s:%d does not answer: %s"
                                .formatted(
                                        cluster(),
                                        endpoint.url().getHost(),
                                        endpoint.url().getPort(),
                                        why.equals("null")
                                                ? failed.getClass().getSimpleName()
                                                : why),
                        "Start it, or correct its address in the kubeconfig.",
                        List.of(),
                        failed);
        if (awaySince.isEmpty() && closed.getCount() > 0) {
            progress.warning(lost.getMessage() + "; its controllers wait for it");
        }
        awaySince = Optional.of(System.nanoTime());
        return lost;
    }

    /**
     * @throws FederationException INTERRUPTED when it is all over meanwhile
     */
    void pause(long millis) {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw stopped();
            }
        } catch (InterruptedException interrupted) {
            throw stopped();
        }
    }

    private static FederationException stopped() {
        Thread.currentThread().interrupt();
        return new FederationException(ErrorClass.INTERRUPTED, "the sandbox is being stopped", "");
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Ends all pauses; requests that are under way end by themselves. */
    @Override
    public void close() {
        closed.countDown();
    }

    static String collection(ResourceType type, String namespace) {
        return (type.group().isEmpty() ? "/api/" : "/apis/")
                + type.apiVersion()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/"
                + type.plural();
    }

    static String path(ResourceType type, String namespace, String name) {
        return collection(type, namespace) + "/" + name;
    }
}
