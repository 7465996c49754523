package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Deletes objects, with preconditions, finalizers, and all that lives in a namespace. */
final class Deletion {

    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");
    private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

    private final Storage storage;
    private final KindRegistry kinds;
    private final Admission admission;
    private final InstantSource clock;

    Deletion(Storage storage, KindRegistry kinds, Admission admission, InstantSource clock) {
        this.storage = storage;
        this.kinds = kinds;
        this.admission = admission;
        this.clock = clock;
    }

    /** The object as it last was, and whether it is gone. */
    record Deleted(Map<String, Object> object, boolean gone) {}

    Deleted delete(Target target, DeleteOptions options) {
        return storage.exclusively(
                () -> {
                    Map<String, Object> live =
                            storage.get(target.key())
                                    .orElseThrow(
                                            () -> ApiError.notFound(target.kind(), target.name()));
                    check(target, live, options);
                    checkImmortal(target);
                    admission.review(target, "DELETE", live);
                    Map<String, Object> held = held(live, options.finalizers());
                    return target.options().dryRun()
                            ? rehearsed(target, held)
                            : remove(target.kind(), target.key(), held);
                });
    }

    private Deleted rehearsed(Target target, Map<String, Object> live) {
        boolean namespace = target.key().collection().equals(Key.NAMESPACES);
        boolean goes = finalizers(live).isEmpty() && !namespace;
        boolean going = Trees.text(live, "metadata", "deletionTimestamp").isPresent();
        return new Deleted(goes || going ? live : dying(live, namespace), goes);
    }

    private static Map<String, Object> held(Map<String, Object> live, List<String> more) {
        if (more.isEmpty() || Trees.text(live, "metadata", "deletionTimestamp").isPresent()) {
            return live;
        }
        Map<String, Object> held = new LinkedHashMap<>(live);
        Map<String, Object> metadata = Json.part(live.get("metadata"));
        Set<Object> all = new LinkedHashSet<>(finalizers(live));
        all.addAll(more);
        metadata.put("finalizers", List.copyOf(all));
        held.put("metadata", metadata);
        return held;
    }

    /** A cluster cannot do without these namespaces. */
    private static void checkImmortal(Target target) {
        boolean namespace = target.key().collection().equals(Key.NAMESPACES);
        if (namespace && IMMORTAL.contains(target.name())) {
            throw ApiError.forbidden(
                    target.kind(), target.name(), "this namespace may not be deleted", List.of());
        }
    }

    /** Removes an object whose last finalizer goes with its next version. */
    boolean finishes(Target target, Map<String, Object> next) {
        boolean dying = Trees.text(next, "metadata", "deletionTimestamp").isPresent();
        boolean finished = dying && finalizers(next).isEmpty() && !holds(target.key());
        if (finished && !target.options().dryRun()) {
            drop(target.kind(), target.key());
        }
        return finished;
    }

    /** A namespaced object needs a namespace that is there to stay. */
    void checkRoom(Target target) {
        if (!target.kind().type().namespaced()) {
            return;
        }
        Kind namespaces = kinds.byPlural("", "v1", Key.NAMESPACES).orElseThrow();
        Map<String, Object> namespace =
                storage.get(Key.namespace(target.namespace()))
                        .orElseThrow(() -> ApiError.notFound(namespaces, target.namespace()));
        if (Trees.text(namespace, "metadata", "deletionTimestamp").isPresent()) {
            throw ApiError.forbidden(
                    target.kind(),
                    target.name(),
                    "unable to create new content in namespace %s because it is being terminated"
                            .formatted(target.namespace()),
                    List.of(
                            new Cause(
                                    "NamespaceTerminating",
                                    "metadata.namespace",
                                    "namespace %s is being terminated"
                                            .formatted(target.namespace()))));
        }
    }

    private Deleted remove(Kind kind, Key key, Map<String, Object> live) {
        if (Definition.defines(kind)) {
            return removeDefinition(kind, key, live);
        }
        boolean namespace = key.collection().equals(Key.NAMESPACES);
        if (namespace) {
            storage.contents(key.name()).forEach(this::removeContent);
        }
        if (finalizers(live).isEmpty() && !(namespace && holds(key))) {
            drop(kind, key);
            return new Deleted(live, true);
        }
        if (Trees.text(live, "metadata", "deletionTimestamp").isPresent()) {
            return new Deleted(live, false);
        }
        return new Deleted(storage.put(kind.type(), dying(live, namespace)), false);
    }

    private void removeContent(Key key) {
        Optional<Map<String, Object>> live = storage.get(key);
        if (live.isPresent()) {
            kinds.any(key.collection()).ifPresent(kind -> remove(kind, key, live.get()));
        }
    }

    /** The server holds a definition by a finalizer of its own until its instances are gone. */
    private Deleted removeDefinition(Kind kind, Key key, Map<String, Object> live) {
        Map<String, Object> shown = live;
        if (Trees.text(live, "metadata", "deletionTimestamp").isEmpty()) {
            Map<String, Object> dying = dying(live, false);
            Map<String, Object> metadata = Json.part(dying.get("metadata"));
            metadata.put("finalizers", withCleanup(live));
            metadata.remove("deletionGracePeriodSeconds");
            metadata.put("generation", Trees.value(live, "metadata", "generation").orElse(1L));
            dying.put("metadata", metadata);
            String now = ManagedFields.seconds(clock.instant());
            shown = storage.put(kind.type(), Definitions.terminating(dying, now));
        }
        instances(key.name()).forEach(this::removeContent);
        finishDefinition(key.name());
        return new Deleted(shown, false);
    }

    private static List<Object> withCleanup(Map<String, Object> live) {
        List<Object> finalizers = new ArrayList<>(finalizers(live));
        finalizers.remove(CLEANUP);
        finalizers.add(CLEANUP);
        return finalizers;
    }

    /** The last instance of a dying definition takes it along. */
    private void finishDefinition(String name) {
        Key key = new Key(Definition.PLURAL, "", name);
        Optional<Map<String, Object>> dying =
                storage.get(key)
                        .filter(d -> Trees.text(d, "metadata", "deletionTimestamp").isPresent());
        if (dying.isEmpty() || !instances(name).isEmpty()) {
            return;
        }
        if (finalizers(dying.get()).equals(List.of(CLEANUP))) {
            Kind definitions = kinds.any(Definition.PLURAL).orElseThrow();
            storage.remove(definitions.type(), key);
            kinds.serve(name, List.of());
        }
    }

    private List<Key> instances(String collection) {
        return storage.keys(collection);
    }

    private Map<String, Object> dying(Map<String, Object> live, boolean namespace) {
        Map<String, Object> dying = new LinkedHashMap<>(live);
        Map<String, Object> metadata = Json.part(live.get("metadata"));
        metadata.put("deletionTimestamp", ManagedFields.seconds(clock.instant()));
        if (!namespace) {
            metadata.put("deletionGracePeriodSeconds", 0L);
        }
        if (metadata.get("generation") instanceof Long generation) {
            metadata.put("generation", generation + 1);
        }
        dying.put("metadata", metadata);
        if (namespace) {
            Map<String, Object> status = Json.part(live.get("status"));
            status.put("phase", "Terminating");
            dying.put("status", status);
        }
        return dying;
    }

    private void drop(Kind kind, Key key) {
        storage.remove(kind.type(), key);
        if (Definition.defines(kind)) {
            kinds.serve(key.name(), List.of());
        } else if (kind.custom()) {
            finishDefinition(key.collection());
        }
        Key namespace = Key.namespace(key.namespace());
        Optional<Map<String, Object>> around = storage.get(namespace);
        boolean waiting =
                around.flatMap(n -> Trees.text(n, "metadata", "deletionTimestamp")).isPresent();
        if (waiting && !holds(namespace)) {
            storage.remove(kinds.any(Key.NAMESPACES).orElseThrow().type(), namespace);
        }
    }

    private boolean holds(Key key) {
        return key.collection().equals(Key.NAMESPACES) && !storage.contents(key.name()).isEmpty();
    }

    private static List<String> finalizers(Map<String, Object> object) {
        return Trees.texts(Trees.value(object, "metadata", "finalizers").orElse(List.of()));
    }

    private static void check(
            Target target, Map<String, Object> live, DeleteOptions preconditions) {
        String uid = Trees.text(live, "metadata", "uid").orElse("");
        if (!preconditions.uid().isEmpty() && !preconditions.uid().equals(uid)) {
            throw ApiError.conflictOnDelete(
                    target.kind(),
                    target.name(),
                    "the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
                            .formatted(preconditions.uid(), uid));
        }
        String version = Trees.text(live, "metadata", "resourceVersion").orElse("");
        if (!preconditions.resourceVersion().isEmpty()
                && !preconditions.resourceVersion().equals(version)) {
            throw ApiError.conflictOnDelete(
                    target.kind(),
                    target.name(),
                    "the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). The object might have been modified"
                            .formatted(preconditions.resourceVersion(), version));
        }
    }
}
