package io.meshfed.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.meshfed.cluster.TransportFailure.AnswerTooLarge;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.LoginSource;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.report.FederationException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The connection of one context, built field by field on the Kubernetes client's HTTP layer. The
 * client's own ways to find a server, a credential, a proxy or a second try are all left out: each
 * of them looks at the environment.
 */
final class ServerConnection implements Transport {

    private static final List<String> KEPT_HEADERS =
            List.of("content-type", "retry-after", "location", "date");

    /** A write that is under way when the run is cancelled may end within this time. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final ContextSettings context;
    private final LoginSource login;
    private final Cancellation cancellation;
    private final ClientFactory factory;
    private final HttpClient http;

    /**
     * @throws FederationException INPUT when the kubeconfig's certificates or keys are broken
     */
    ServerConnection(ContextSettings context, SessionOptions options) {
        this(context, options, answer -> {});
    }

    /**
     * @param heads is told the head of each answer, whichever client gets it
     */
    ServerConnection(ContextSettings context, SessionOptions options, Consumer<ApiAnswer> heads) {
        this.context = context;
        this.cancellation = options.cancellation();
        this.login = new LoginSource(context);
        this.factory = new ClientFactory(context, login, new Listener(heads));
        this.http = factory.ours().build();
    }

    /**
     * For clients of typed resources, such as those that start Tekton runs: they share our TLS,
     * proxy, credential and time limits.
     */
    HttpClient.Factory factory() {
        return factory;
    }

    /** Tells such clients where the server is. */
    Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(context.server().url().toString())
                .withNamespace(context.namespace())
                .withRequestRetryBackoffLimit(0)
                .withOnlyHttpWatches(true)
                // Whoever watches looks afresh after a cut: only a new look tells what was missed.
                .withWatchReconnectLimit(0)
                .build();
    }

    /** A refused credential is renewed once where that is possible: from its file or plugin. */
    @Override
    public ApiAnswer send(ApiCall call, Duration limit) throws TransportFailure {
        Secret credential = login.header();
        ApiAnswer answer = send(call, credential, limit);
        return answer.status() == 401 && login.renew(credential)
                ? send(call, login.header(), limit)
                : answer;
    }

    private ApiAnswer send(ApiCall call, Secret credential, Duration limit)
            throws TransportFailure {
        Body body = new Body();
        CompletableFuture<HttpResponse<AsyncBody>> head =
                http.consumeBytes(request(call, credential, limit), body);
        CompletableFuture<ApiAnswer> whole =
                head.thenCompose(
                        response -> {
                            response.body().consume();
                            return response.body().done().thenApply(end -> answer(response, body));
                        });
        Runnable abandon =
                call.writes()
                        ? () -> whole.orTimeout(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)
                        : () -> whole.completeExceptionally(new CancellationException());
        Cancellation.Registration registration = cancellation.onCancel(abandon);
        try {
            return whole.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted();
        } catch (ExecutionException | TimeoutException | CancellationException failed) {
            head.thenAccept(response -> response.body().cancel());
            cancellation.throwIfCancelled();
            throw TransportFailure.of(failed);
        } finally {
            registration.close();
        }
    }

    /** An answer that comes line by line, for as long as the server has more to say. */
    LineStream lines(ApiCall call, Consumer<String> line) {
        LineStream stream = new LineStream(line);
        HttpRequest request =
                authorized(
                                http.newHttpRequestBuilder()
                                        .uri(URI.create(context.server().url() + call.path()))
                                        .forStreaming(),
                                login.header())
                        .build();
        stream.open(http.consumeBytes(request, stream));
        return stream;
    }

    private HttpRequest request(ApiCall call, Secret credential, Duration limit) {
        HttpRequest.Builder request =
                http.newHttpRequestBuilder()
                        .uri(URI.create(context.server().url() + call.path()))
                        .timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
        if (call.body().isEmpty()) {
            request.method(call.method(), null, (String) null);
        } else {
            request.method(call.method(), call.contentType(), call.body());
        }
        return authorized(request, credential).build();
    }

    private static HttpRequest.Builder authorized(HttpRequest.Builder request, Secret credential) {
        if (!credential.isEmpty()) {
            request.setHeader(SentCredential.AUTHORIZATION, credential.reveal());
        }
        return request;
    }

    private static ApiAnswer answer(HttpResponse<?> response, Body body) {
        return ApiAnswer.of(response.code(), headers(response), body.bytes.toByteArray());
    }

    static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : KEPT_HEADERS) {
            List<String> values = response.headers(name);
            if (!values.isEmpty()) {
                headers.put(name, values.get(0));
            }
        }
        return headers;
    }

    @Override
    public void close() {
        http.close();
    }

    /** Collects a body of bounded size. */
    private static final class Body implements AsyncBody.Consumer<List<ByteBuffer>> {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void consume(List<ByteBuffer> buffers, AsyncBody rest) throws AnswerTooLarge {
            for (ByteBuffer buffer : buffers) {
                if (bytes.size() + buffer.remaining() > Limits.LARGEST_ANSWER) {
                    throw new AnswerTooLarge();
                }
                byte[] chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                bytes.writeBytes(chunk);
            }
            rest.consume();
        }
    }

    /** Hears what the client library's own clients keep to themselves. */
    private record Listener(Consumer<ApiAnswer> heads) implements Interceptor {

        @Override
        public void after(
                HttpRequest request,
                HttpResponse<?> response,
                AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            Map<String, Object> body = Map.of("message", "see its Retry-After");
            heads.accept(new ApiAnswer(response.code(), headers(response), body, 0, false));
        }
    }
}
