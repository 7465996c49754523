package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A store without an API server: generations and events, nothing else. */
final class MemoryStore implements ObjectStore {

    private static final List<ResourceType> TYPES =
            List.of(
                    Kinds.NAMESPACE,
                    Kinds.NODE,
                    Kinds.CONFIG_MAP,
                    Kinds.SERVICE,
                    Kinds.SERVICE_ACCOUNT,
                    Kinds.POD,
                    Kinds.DEPLOYMENT,
                    Kinds.CONTROL_PLANE,
                    Kinds.MEMBER_ROLL,
                    Kinds.PEER,
                    Kinds.EXPORT_SET,
                    Kinds.IMPORT_SET);

    private final Map<String, Map<String, Object>> objects = new TreeMap<>();
    private final List<Consumer<ObjectEvent>> listeners = new ArrayList<>();

    @Override
    public Optional<Map<String, Object>> get(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(objects.get(key(type, namespace, name))).map(MemoryStore::copy);
    }

    @Override
    public List<Map<String, Object>> list(ResourceType type, String namespace) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(type.kind() + "|"))
                .map(Map.Entry::getValue)
                .filter(
                        object ->
                                namespace.isEmpty()
                                        || Manifests.namespace(object).equals(namespace))
                .map(MemoryStore::copy)
                .toList();
    }

    @Override
    public Map<String, Object> put(Map<String, Object> given) {
        Map<String, Object> object = copy(given);
        ResourceType type = type(object);
        String key = key(type, Manifests.namespace(object), Manifests.name(object));
        Map<String, Object> old = objects.get(key);
        object.remove("status");
        Map<String, Object> metadata = new LinkedHashMap<>(Manifests.part(object, "metadata"));
        metadata.put("generation", 1L);
        if (old != null) {
            Trees.value(old, "status").ifPresent(status -> object.put("status", status));
            boolean same = Manifests.part(old, "spec").equals(Manifests.part(object, "spec"));
            metadata.put("generation", Manifests.generation(old) + (same ? 0 : 1));
        }
        object.put("metadata", metadata);
        if (!object.equals(old)) {
            objects.put(key, object);
            tell(old == null ? ObjectEvent.Kind.ADDED : ObjectEvent.Kind.MODIFIED, type, object);
        }
        return copy(object);
    }

    @Override
    public void putStatus(
            ResourceType type, String namespace, String name, Map<String, Object> status) {
        Map<String, Object> old = objects.get(key(type, namespace, name));
        if (old != null && !copy(status).equals(old.get("status"))) {
            Map<String, Object> object = copy(old);
            object.put("status", copy(status));
            objects.put(key(type, namespace, name), object);
            tell(ObjectEvent.Kind.MODIFIED, type, object);
        }
    }

    @Override
    public void delete(ResourceType type, String namespace, String name) {
        Map<String, Object> old = objects.remove(key(type, namespace, name));
        if (old != null) {
            tell(ObjectEvent.Kind.DELETED, type, old);
        }
    }

    @Override
    public Subscription onChange(Consumer<ObjectEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(ObjectEvent.Kind kind, ResourceType type, Map<String, Object> object) {
        List.copyOf(listeners).forEach(l -> l.accept(new ObjectEvent(kind, type, copy(object))));
    }

    private static ResourceType type(Map<String, Object> object) {
        return TYPES.stream()
                .filter(type -> type.kind().equals(object.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    private static String key(ResourceType type, String namespace, String name) {
        return type.kind() + "|" + namespace + "|" + name;
    }

    private static Map<String, Object> copy(Map<String, Object> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) -> copy.put(key, copyOf(value)));
        return copy;
    }

    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?>) {
            return copy(Trees.object(value));
        }
        return value instanceof List<?> list
                ? new ArrayList<>(list.stream().map(MemoryStore::copyOf).toList())
                : value;
    }
}
