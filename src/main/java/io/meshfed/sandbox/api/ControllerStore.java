package io.meshfed.sandbox.api;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Target.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The store as controllers in the same process use it, without HTTP. */
final class ControllerStore implements ObjectStore {

    private static final Options OPTIONS = new Options("controller", false, true, false);

    private final Storage storage;
    private final KindRegistry kinds;
    private final ObjectWriter writer;
    private final Deletion deletion;

    ControllerStore(Storage storage, KindRegistry kinds, ObjectWriter writer, Deletion deletion) {
        this.storage = storage;
        this.kinds = kinds;
        this.writer = writer;
        this.deletion = deletion;
    }

    @Override
    public Optional<Map<String, Object>> get(ResourceType type, String namespace, String name) {
        return storage.get(Key.of(type, namespace, name)).map(Json::readOnly);
    }

    @Override
    public List<Map<String, Object>> list(ResourceType type, String namespace) {
        return storage.list(type.qualifiedPlural(), namespace).objects().stream()
                .map(Json::readOnly)
                .toList();
    }

    @Override
    public Map<String, Object> put(Map<String, Object> object) {
        Map<String, Object> wanted = Json.copy(object);
        Kind kind =
                kinds.byKind(
                                Trees.text(wanted, "apiVersion").orElse(""),
                                Trees.text(wanted, "kind").orElse(""))
                        .orElseThrow(ApiError::noSuchPath);
        Key key = Key.of(kind.type(), wanted);
        return storage.exclusively(
                () -> {
                    Optional<Map<String, Object>> live = storage.get(key);
                    Target target = target(kind, key, "");
                    if (live.isPresent()) {
                        Map<String, Object> next = replacing(wanted, live.get());
                        return Json.readOnly(writer.patch(target, l -> next).object());
                    }
                    Map<String, Object> created = writer.create(target, wanted).object();
                    if (kind.hasStatus() && wanted.get("status") instanceof Map<?, ?> status) {
                        putStatus(kind.type(), key.namespace(), key.name(), Json.part(status));
                    }
                    return Json.readOnly(storage.get(key).orElse(created));
                });
    }

    @Override
    public void putStatus(
            ResourceType type, String namespace, String name, Map<String, Object> status) {
        Key key = Key.of(type, namespace, name);
        Object wanted = Json.copy((Object) status);
        storage.exclusively(
                () -> {
                    Optional<Kind> kind =
                            kinds.byPlural(type.group(), type.version(), type.plural());
                    Optional<Map<String, Object>> there = storage.get(key);
                    boolean news =
                            there.filter(live -> !wanted.equals(live.get("status"))).isPresent();
                    if (kind.isPresent() && news) {
                        writer.patch(
                                target(kind.get(), key, "status"),
                                live -> {
                                    Map<String, Object> next = new LinkedHashMap<>(live);
                                    next.put("status", wanted);
                                    return next;
                                });
                    }
                    return key;
                });
    }

    @Override
    public void delete(ResourceType type, String namespace, String name) {
        Key key = Key.of(type, namespace, name);
        storage.exclusively(
                () -> {
                    Optional<Kind> kind =
                            kinds.byPlural(type.group(), type.version(), type.plural());
                    if (kind.isPresent() && storage.get(key).isPresent()) {
                        deletion.delete(target(kind.get(), key, ""), DeleteOptions.plain());
                    }
                    return key;
                });
    }

    @Override
    public Subscription onChange(Consumer<ObjectEvent> listener) {
        return new ChangeDispatcher(storage, listener);
    }

    private static Target target(Kind kind, Key key, String subresource) {
        return new Target(kind, key.namespace(), key.name(), subresource, OPTIONS);
    }

    /** Whoever replaces an object does not have to know its identity. */
    private static Map<String, Object> replacing(
            Map<String, Object> wanted, Map<String, Object> live) {
        Map<String, Object> next = new LinkedHashMap<>(wanted);
        Map<String, Object> metadata = Json.part(wanted.get("metadata"));
        metadata.keySet().removeAll(List.of("uid", "resourceVersion", "managedFields"));
        Map<String, Object> old = Json.part(live.get("metadata"));
        if (old.containsKey("finalizers")) {
            metadata.putIfAbsent("finalizers", old.get("finalizers"));
        }
        next.put("metadata", metadata);
        return next;
    }
}
