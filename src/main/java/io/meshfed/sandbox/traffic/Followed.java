package io.meshfed.sandbox.traffic;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The objects of one cluster that decide where requests go, as they were last heard of. */
final class Followed {

    private static final List<ResourceType> TYPES =
            List.of(
                    Kinds.NODE,
                    Kinds.SERVICE,
                    Kinds.POD,
                    Kinds.ROUTE,
                    Kinds.GATEWAY,
                    Kinds.VIRTUAL_SERVICE,
                    Kinds.DESTINATION_RULE);

    private final ObjectStore store;
    private final Map<String, Map<String, Map<String, Object>>> objects = new TreeMap<>();

    private Followed(ObjectStore store) {
        this.store = store;
    }

    /** What is there already. */
    static Followed in(ObjectStore store) {
        Followed followed = new Followed(store);
        for (ResourceType type : TYPES) {
            store.list(type, "").forEach(object -> followed.of(type).put(key(object), object));
        }
        return followed;
    }

    /**
     * Looks at what is, not at what happened.
     *
     * @return whether it may matter
     */
    boolean take(ObjectEvent event) {
        Optional<ResourceType> type =
                TYPES.stream().filter(each -> same(each, event.type())).findFirst();
        type.ifPresent(followed -> refresh(followed, event.object()));
        return type.isPresent();
    }

    /** Whatever version of the kind was written. */
    private static boolean same(ResourceType one, ResourceType other) {
        return one.qualifiedPlural().equals(other.qualifiedPlural());
    }

    private void refresh(ResourceType type, Map<String, Object> heard) {
        Optional<Map<String, Object>> now = store.get(type, namespace(heard), name(heard));
        now.ifPresentOrElse(
                object -> of(type).put(key(object), object), () -> of(type).remove(key(heard)));
    }

    private Map<String, Map<String, Object>> of(ResourceType type) {
        return objects.computeIfAbsent(type.qualifiedPlural(), none -> new TreeMap<>());
    }

    private static String key(Map<String, Object> object) {
        return namespace(object) + "/" + name(object);
    }

    /** In the order of namespaces and names. */
    Collection<Map<String, Object>> all(ResourceType type) {
        return of(type).values();
    }

    Optional<Map<String, Object>> get(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(of(type).get(namespace + "/" + name));
    }

    Stream<Map<String, Object>> in(ResourceType type, Collection<String> namespaces) {
        return all(type).stream().filter(object -> namespaces.contains(namespace(object)));
    }

    static String name(Map<String, Object> object) {
        return Trees.text(object, "metadata", "name").orElse("");
    }

    static String namespace(Map<String, Object> object) {
        return Trees.text(object, "metadata", "namespace").orElse("");
    }
}
