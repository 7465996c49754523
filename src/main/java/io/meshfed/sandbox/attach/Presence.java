package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a second sandbox of the same federation out of a cluster, where the controllers of both
 * would undo each other's work: a Lease that changes as long as the first one runs. Whether it runs
 * is judged by nothing but that, so clocks do not matter.
 */
final class Presence implements AutoCloseable {

    /** Every cluster has it. */
    private static final String NAMESPACE = "kube-system";

    private static final ResourceType LEASE =
            new ResourceType("coordination.k8s.io", "v1", "Lease", "leases", true);

    /** How often it changes, how long it may stand still, and how often we look. */
    record Times(Duration renewal, Duration silence, Duration look) {
        static final Times USUAL =
                new Times(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofMillis(500));
    }

    private final RestApi api;
    private final Territory territory;
    private final Times times;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "sandbox-presence");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Another's, as it was first seen, and when. Used by whoever takes it alone. */
    private Optional<Map<String, Object>> first = Optional.empty();

    private long since;

    /** Ours as it was last stored; empty while we have none. Under the lock of this object. */
    private Optional<Map<String, Object>> ours = Optional.empty();

    Presence(RestApi api, Territory territory, Times times) {
        this.api = api;
        this.territory = territory;
        this.times = times;
    }

    /** Begins to look, so that one that died in several clusters is waited for once. */
    void look() {
        Answer answer = api.get(path());
        if (answer.ok()) {
            met(answer.tree());
        }
    }

    private void met(Map<String, Object> another) {
        first = Optional.of(another);
        since = System.nanoTime();
        api.progress()
                .waiting(
                        "cluster '%s'".formatted(api.cluster()),
                        "a sandbox of this federation was here; looking for %ds whether it runs"
                                .formatted(times.silence().toSeconds()));
    }

    /**
     * Returns when it is ours.
     *
     * @throws FederationException CONFLICT when another sandbox of this federation runs there
     */
    void take() {
        while (!created()) {
            Answer answer = api.get(path());
            if (answer.missing()) {
                continue;
            }
            Map<String, Object> seen = answer.requireOk().tree();
            if (first.isEmpty() || !same(first.get(), seen, "uid")) {
                met(seen);
            } else if (!same(first.get(), seen, "resourceVersion")) {
                throw new FederationException(
                        ErrorClass.CONFLICT,
                        "a sandbox of federation '%s' is running in cluster '%s' already"
                                .formatted(territory.federation(), api.cluster()),
                        "End that one first (Ctrl-C): two of them would undo each other's work.");
            } else if (System.nanoTime() - since >= times.silence().toNanos()) {
                delete(seen);
                continue;
            }
            api.pause(times.look().toMillis());
        }
        long pause = times.renewal().toMillis();
        timer.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    }

    private synchronized boolean created() {
        Map<String, Object> lease =
                territory.created(
                        Map.of(
                                "apiVersion",
                                LEASE.apiVersion(),
                                "kind",
                                LEASE.kind(),
                                "metadata",
                                Map.of("name", name()),
                                "spec",
                                Map.of(
                                        "holderIdentity",
                                        "meshfed sandbox",
                                        "leaseDurationSeconds",
                                        Math.max(1, times.silence().toSeconds()),
                                        "renewTime",
                                        now())));
        String place = RestApi.collection(LEASE, NAMESPACE);
        Answer answer = api.send("POST", place, RestApi.JSON, Json.write(lease));
        if (answer.status() == Answer.CONFLICT) {
            return false;
        }
        ours = Optional.of(answer.requireOk().tree());
        return true;
    }

    private synchronized void renew() {
        try {
            ours.ifPresent(this::renew);
        } catch (FederationException away) {
            // Told by whoever needs the cluster; when it is back this goes on.
            return;
        }
    }

    private void renew(Map<String, Object> last) {
        Map<String, Object> change =
                Map.of(
                        "metadata", Map.of("uid", metadata(last, "uid")),
                        "spec", Map.of("renewTime", now()));
        Answer answer =
                api.send("PATCH", path(), "application/merge-patch+json", Json.write(change));
        if (answer.ok()) {
            ours = Optional.of(answer.tree());
        } else if (answer.missing() || answer.status() == Answer.CONFLICT) {
            ours = Optional.empty();
            api.progress()
                    .warning(
                            "another sandbox of this federation has come to cluster '%s': end one of them"
                                    .formatted(api.cluster()));
        }
    }

    /** Exactly what was seen, and nothing that came after it. */
    private void delete(Map<String, Object> lease) {
        Map<String, Object> exactly = Map.of("uid", metadata(lease, "uid"));
        Map<String, Object> options =
                Map.of("apiVersion", "v1", "kind", "DeleteOptions", "preconditions", exactly);
        Answer answer = api.send("DELETE", path(), RestApi.JSON, Json.write(options));
        if (!answer.missing() && answer.status() != Answer.CONFLICT) {
            answer.requireOk();
        }
    }

    private static boolean same(Map<String, Object> one, Map<String, Object> other, String field) {
        return metadata(one, field).equals(metadata(other, field));
    }

    private static String metadata(Map<String, Object> object, String field) {
        return Trees.text(object, "metadata", field).orElse("");
    }

    private String name() {
        return "meshfed-sandbox-" + territory.federation();
    }

    private String path() {
        return RestApi.path(LEASE, NAMESPACE, name());
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000Z");
    }

    /** Nothing of it is left; where that fails it ends by itself. */
    @Override
    public synchronized void close() {
        timer.shutdownNow();
        try {
            ours.ifPresent(this::delete);
        } catch (FederationException away) {
            // The next one waits until it has stood still for long enough.
        } finally {
            ours = Optional.empty();
        }
    }
}
