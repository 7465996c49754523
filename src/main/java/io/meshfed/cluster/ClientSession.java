package io.meshfed.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The client library's own client on a connection of ours, for what is not a mesh's: it is who we
 * are, fails as we fail, and tries again only where that is safe. Thread-safe.
 */
public final class ClientSession implements AutoCloseable {

    /** A list of thousands of runs takes longer than one object. */
    private static final Duration WHOLE_ANSWER = Duration.ofSeconds(30);

    private final ContextSettings context;
    private final SessionOptions options;
    private final ApiErrors errors;
    private final ServerConnection connection;
    private final KubernetesClient client;
    private final Timekeeper time;
    private final Turns turns;
    private final SortedMap<String, Integer> sent = new ConcurrentSkipListMap<>();

    private ClientSession(ContextSettings context, SessionOptions options) {
        this.context = context;
        this.options = options;
        this.errors = new ApiErrors(new ClusterRef(context.name(), context.name(), ""), context);
        Pace pace = Pace.of(options);
        this.time = pace.time();
        this.turns = new Turns(pace, options, errors);
        this.connection =
                new ServerConnection(
                        context, options, answer -> turns.heed(answer, Optional.empty()));
        this.client =
                new KubernetesClientBuilder()
                        .withConfig(connection.config())
                        .withHttpClientFactory(connection.factory())
                        .withKubernetesSerialization(serialization())
                        .build();
    }

    /** Without a search of the class path for all kinds there are. */
    private static KubernetesSerialization serialization() {
        return new KubernetesSerialization(new ObjectMapper(), false);
    }

    /** Sends nothing yet. */
    public static ClientSession open(ContextSettings context, SessionOptions options) {
        return new ClientSession(context, options);
    }

    public KubernetesClient client() {
        return client;
    }

    /** {@code cluster 'aro' (context 'aro')}. */
    public String where() {
        return errors.where();
    }

    /** Name of the kubeconfig context. */
    public String context() {
        return context.name();
    }

    public Cancellation cancellation() {
        return options.cancellation();
    }

    /**
     * Asks until there is an answer for good.
     *
     * @param request may be sent several times
     */
    public <T> T read(AccessRule asks, Supplier<T> request) {
        RetryPlan plan = plan();
        while (true) {
            Sent<T> sent = send(asks, request, plan);
            if (sent.failure().isEmpty()) {
                return sent.answer().get();
            }
            pauseOrThrow(asks, sent.failure().get(), plan);
        }
    }

    /**
     * Creates an object whose name is known beforehand, so that no lost answer leads to a second
     * one.
     *
     * @param create fails when there is one of that name
     * @param find the object that we made, if it is there
     */
    public <T> T create(AccessRule asks, Supplier<T> create, Supplier<Optional<T>> find) {
        RetryPlan plan = plan();
        boolean lost = false;
        while (true) {
            Sent<T> sent = send(asks, create, plan);
            if (sent.failure().isEmpty()) {
                return sent.answer().get();
            }
            KubernetesClientException failure = sent.failure().get();
            if (lost && failure.getCode() == 409) {
                Optional<T> made = find.get();
                if (made.isPresent()) {
                    return made.get();
                }
            }
            pauseOrThrow(asks, failure, plan);
            lost = true;
            Optional<T> made = find.get();
            if (made.isPresent()) {
                return made.get();
            }
        }
    }

    private RetryPlan plan() {
        return new RetryPlan(Limits.STANDARD, time, ThreadLocalRandom.current()::nextDouble);
    }

    /** An answer, or why there is none. */
    private record Sent<T>(Supplier<T> answer, Optional<KubernetesClientException> failure) {}

    private <T> Sent<T> send(AccessRule asks, Supplier<T> request, RetryPlan plan) {
        turns.enter(ApiCall.read(asks, ""), plan);
        try {
            sent.merge(asks.verb(), 1, Integer::sum);
            Duration left = options.deadline().remaining();
            Duration limit = left.compareTo(WHOLE_ANSWER) < 0 ? left : WHOLE_ANSWER;
            T answer = new TimedCall(limit, options.cancellation()).get(request);
            return new Sent<>(() -> answer, Optional.empty());
        } catch (KubernetesClientException failed) {
            options.cancellation().throwIfCancelled();
            return new Sent<>(() -> null, Optional.of(failed));
        } finally {
            turns.leave();
        }
    }

    /** What goes on for long waits for its turn as well, and then takes no place of others. */
    private void begin(AccessRule asks) {
        turns.await(ApiCall.read(asks, ""), plan());
        sent.merge(asks.verb(), 1, Integer::sum);
    }

    private void pauseOrThrow(AccessRule asks, KubernetesClientException failed, RetryPlan plan) {
        ApiCall call = ApiCall.read(asks, "");
        Optional<Duration> delay;
        FederationException told;
        if (failed.getCode() > 0) {
            ApiAnswer answer = answer(failed);
            if (!RetryPlan.passing(answer)) {
                throw refused(call, answer);
            }
            delay = plan.afterAnswer(answer);
            told = errors.gaveUp(call, answer, plan);
        } else {
            TransportFailure failure = TransportFailure.of(failed);
            delay = plan.afterFailure(failure, false);
            told = errors.gaveUp(call, failure, plan);
        }
        turns.pause(delay.filter(turns::inTime).orElseThrow(() -> told));
    }

    private static ApiAnswer answer(KubernetesClientException failed) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (failed.getStatus() != null) {
            put(tree, "reason", failed.getStatus().getReason());
            put(tree, "message", failed.getStatus().getMessage());
            if (failed.getStatus().getDetails() != null) {
                Map<String, Object> details = new LinkedHashMap<>();
                put(details, "kind", failed.getStatus().getDetails().getKind());
                put(details, "name", failed.getStatus().getDetails().getName());
                tree.put("details", details);
            }
        }
        return new ApiAnswer(failed.getCode(), Map.of(), tree, 0, false);
    }

    private static void put(Map<String, Object> tree, String key, String value) {
        if (value != null) {
            tree.put(key, value);
        }
    }

    /** What the federation file or verify-access could mend elsewhere is mended otherwise here. */
    private FederationException refused(ApiCall call, ApiAnswer answer) {
        FederationException refused = new RefusedCall(errors).of(call, answer);
        String remedy =
                switch (answer.status()) {
                    case 403 ->
                            refused.errorClass() == ErrorClass.AUTH
                                    ? "Grant it in a Role of that namespace."
                                    : refused.remedy();
                    case 404 ->
                            answer.objectMissing()
                                    ? "Check --namespace and --context."
                                    : refused.remedy();
                    default -> refused.remedy();
                };
        return new FederationException(
                refused.errorClass(),
                refused.getMessage(),
                remedy,
                refused.details(),
                refused.getCause());
    }

    /**
     * Reads a text line by line until it ends, or the run is cancelled.
     *
     * @param path with the query
     * @param opened is given what hangs up, which may be done at any time, from any thread
     * @throws FederationException TRANSIENT when it broke off, or was hung up
     */
    public void lines(
            AccessRule asks, String path, Consumer<String> line, Consumer<Runnable> opened) {
        begin(asks);
        ApiCall call = ApiCall.read(asks, path);
        RetryPlan plan = plan();
        LineStream stream = connection.lines(call, line);
        opened.accept(stream::close);
        Cancellation.Registration registration = options.cancellation().onCancel(stream::close);
        try {
            Optional<ApiAnswer> refusal = whole(stream.done());
            if (refusal.isPresent()) {
                throw RetryPlan.passing(refusal.get())
                        ? errors.gaveUp(call, refusal.get(), plan)
                        : refused(call, refusal.get());
            }
        } catch (TransportFailure broken) {
            throw errors.gaveUp(call, broken, plan);
        } finally {
            registration.close();
            stream.close();
        }
    }

    private Optional<ApiAnswer> whole(CompletableFuture<Optional<ApiAnswer>> done)
            throws TransportFailure {
        try {
            return done.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted();
        } catch (ExecutionException | CancellationException failed) {
            options.cancellation().throwIfCancelled();
            throw TransportFailure.of(failed);
        }
    }

    /** Requests sent so far, by verb as RBAC names it. */
    public SortedMap<String, Integer> requests() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(sent));
    }

    @Override
    public void close() {
        client.close();
        connection.close();
    }
}
