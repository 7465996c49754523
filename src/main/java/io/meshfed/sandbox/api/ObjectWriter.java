package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Creates, changes and applies objects as an API server does; deleting is {@link Deletion}. */
final class ObjectWriter {

    /**
     * @param created whether it had not been there before
     */
    record Written(Map<String, Object> object, boolean created) {}

    private final Storage storage;
    private final Admission admission;
    private final Deletion deletion;
    private final Definitions definitions;
    private final InstantSource clock;

    ObjectWriter(
            Storage storage,
            Admission admission,
            Deletion deletion,
            Definitions definitions,
            InstantSource clock) {
        this.storage = storage;
        this.admission = admission;
        this.deletion = deletion;
        this.definitions = definitions;
        this.clock = clock;
    }

    Written create(Target target, Map<String, Object> body) {
        return storage.exclusively(
                () -> {
                    Incoming.checkNew(body);
                    return created(target, body);
                });
    }

    private Written created(Target target, Map<String, Object> body) {
        Map<String, Object> wanted = Incoming.created(target, body);
        return store(
                target.named(Trees.text(wanted, "metadata", "name").orElseThrow()),
                Map.of(),
                owned -> fieldManager(target).updated(Map.of(), owned, target.updater()),
                wanted);
    }

    Written update(Target target, Map<String, Object> body) {
        return storage.exclusively(
                () -> {
                    Incoming.checkIdentity(target, body);
                    if (target.kind().replaceCreates()) {
                        Incoming.checkConditional(target, body);
                        if (storage.get(target.key()).isEmpty()) {
                            Incoming.checkReplaced(target, Map.of(), body);
                            return created(target, body);
                        }
                    }
                    Map<String, Object> live = existing(target);
                    Incoming.checkConditional(target, body);
                    Incoming.checkReplaced(target, live, body);
                    return change(target, live, body);
                });
    }

    /** Changes what is there by a function: the patches that are not server-side apply. */
    Written patch(Target target, UnaryOperator<Map<String, Object>> patch) {
        return storage.exclusively(
                () -> {
                    Map<String, Object> live = existing(target);
                    Map<String, Object> patched = patch.apply(live);
                    Incoming.checkIdentity(target, patched);
                    return change(target, live, patched);
                });
    }

    /** Server-side apply. */
    Written apply(Target target, Map<String, Object> config) {
        return storage.exclusively(
                () -> {
                    AppliedCheck.check(target, config);
                    Optional<Map<String, Object>> found = storage.get(target.key());
                    if (found.isEmpty() && !target.subresource().isEmpty()) {
                        throw ApiError.notFound(target.kind(), target.name());
                    }
                    Map<String, Object> live = found.orElse(Map.of());
                    Map<String, Object> wanted =
                            CoreDefaults.applied(target.kind(), Incoming.accepted(target, config));
                    Map<String, Object> applied =
                            fieldManager(target)
                                    .applied(
                                            live,
                                            wanted,
                                            target.applier(),
                                            target.options().force());
                    Incoming.checkPreconditions(target, live, applied);
                    Map<String, Object> noted = LastApplied.noted(target, live, config, applied);
                    return store(target, live, UnaryOperator.identity(), noted);
                });
    }

    private Written change(Target target, Map<String, Object> live, Map<String, Object> desired) {
        Incoming.checkPreconditions(target, live, desired);
        Map<String, Object> accepted = Incoming.accepted(target, desired);
        return store(
                target,
                live,
                owned -> fieldManager(target).updated(live, owned, target.updater()),
                accepted);
    }

    private Written store(
            Target target,
            Map<String, Object> live,
            UnaryOperator<Map<String, Object>> owning,
            Map<String, Object> wanted) {
        boolean creates = live.isEmpty();
        Map<String, Object> next =
                creates ? fresh(target, wanted) : Carried.over(target, live, wanted);
        next = CoreDefaults.complete(target.kind(), next, live, storage);
        Incoming.validate(target, live, next);
        next = owning.apply(next);
        if (next.equals(live)) {
            return new Written(live, false);
        }
        admission.review(target, creates ? "CREATE" : "UPDATE", next);
        if (creates) {
            deletion.checkRoom(target);
            Optional<Map<String, Object>> rival = storage.get(target.key());
            if (rival.isPresent()) {
                throw ApiError.alreadyExists(target.kind(), target.name(), dying(rival.get()));
            }
        }
        boolean gone = !creates && deletion.finishes(target, next);
        return target.options().dryRun() || gone
                ? new Written(next, creates)
                : new Written(stored(target, next), creates);
    }

    /** A definition is served as soon as it is stored; its status says so one version later. */
    private Map<String, Object> stored(Target target, Map<String, Object> next) {
        Map<String, Object> stored =
                storage.put(target.kind().type(), atStoredVersion(target.kind(), next));
        if (Definition.defines(target.kind()) && !target.status() && !dying(stored)) {
            Map<String, Object> status = definitions.served(stored, now());
            Target itself = target.named(Trees.text(stored, "metadata", "name").orElseThrow());
            patch(
                    itself.byServer("status"),
                    live -> {
                        Map<String, Object> served = new LinkedHashMap<>(live);
                        served.put("status", status);
                        return served;
                    });
        }
        return stored;
    }

    /** Conversion changes nothing by itself, but the stored version has a schema of its own. */
    private static Map<String, Object> atStoredVersion(Kind kind, Map<String, Object> next) {
        // The same one, not an equal one: to compare all of Tekton's schema takes minutes.
        return kind.storedAs() == kind.schema()
                ? next
                : Defaults.fill(kind.storedAs(), new SchemaCheck().prune(kind.storedAs(), next));
    }

    private static boolean dying(Map<String, Object> object) {
        return Trees.text(object, "metadata", "deletionTimestamp").isPresent();
    }

    /** A new object with the metadata that only the server gives. */
    private Map<String, Object> fresh(Target target, Map<String, Object> wanted) {
        Map<String, Object> object = new LinkedHashMap<>(wanted);
        Map<String, Object> metadata = Json.part(wanted.get("metadata"));
        if (target.kind().type().namespaced()) {
            metadata.put("namespace", target.namespace());
        }
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now());
        List.of(
                        "resourceVersion",
                        "generation",
                        "deletionTimestamp",
                        "deletionGracePeriodSeconds",
                        "selfLink")
                .forEach(metadata::remove);
        if (target.kind().counted()) {
            metadata.put("generation", 1L);
        }
        object.put("metadata", metadata);
        if (target.kind().hasStatus() && !target.status()) {
            object.remove("status");
        }
        return object;
    }

    private Map<String, Object> existing(Target target) {
        return storage.get(target.key())
                .orElseThrow(() -> ApiError.notFound(target.kind(), target.name()));
    }

    private FieldManager fieldManager(Target target) {
        return new FieldManager(target.kind(), now());
    }

    private String now() {
        return ManagedFields.seconds(clock.instant());
    }
}
