package io.meshfed.e2e;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What people and other programs do to one cluster, past meshfed. */
record Edits(ObjectStore store) {

    Optional<Map<String, Object>> find(ObjectRef ref) {
        return store.get(ref.type(), ref.namespace(), ref.name());
    }

    Map<String, Object> get(ObjectRef ref) {
        return find(ref).orElseThrow(() -> new AssertionError("there is no " + ref));
    }

    void delete(ObjectRef ref) {
        store.delete(ref.type(), ref.namespace(), ref.name());
    }

    /** Sets one field; the last argument but one of the path may be new. */
    void set(ObjectRef ref, Object value, String... path) {
        store.put(replaced(get(ref), value, List.of(path)));
    }

    /** As {@code oc rollout restart} does it. */
    void restartIstiod(String namespace, String deployment) {
        set(
                new ObjectRef(ResourceTypes.DEPLOYMENT, namespace, deployment),
                Instant.now().toString(),
                "spec",
                "template",
                "metadata",
                "annotations",
                "kubectl.kubernetes.io/restartedAt");
    }

    /** The same object under another name, made by whoever puts it. */
    static Map<String, Object> renamed(Map<String, Object> object, String name) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("namespace", Trees.text(object, "metadata", "namespace").orElseThrow());
        metadata.put("name", name);
        Map<String, Object> copy = new LinkedHashMap<>(object);
        copy.put("metadata", metadata);
        copy.remove("status");
        return copy;
    }

    private static Map<String, Object> replaced(
            Map<String, Object> tree, Object value, List<String> path) {
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        String key = path.get(0);
        copy.put(
                key,
                path.size() == 1
                        ? value
                        : replaced(
                                Trees.object(copy.getOrDefault(key, Map.of())),
                                value,
                                path.subList(1, path.size())));
        return copy;
    }

    /** Looks again at each change of anything. */
    void await(String what, Duration limit, ObjectRef ref, Predicate<Map<String, Object>> good) {
        Semaphore changed = new Semaphore(1);
        ObjectStore.Subscription subscription = store.onChange(event -> changed.release());
        try {
            long end = System.nanoTime() + limit.toNanos();
            while (!find(ref).filter(good).isPresent()) {
                if (!changed.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw new AssertionError(
                            "waited %s in vain for %s: %s".formatted(limit, what, find(ref)));
                }
                changed.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } finally {
            subscription.close();
        }
    }
}
