package io.meshfed.sandbox.attach;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a sandbox may touch in clusters that are not its own: the namespaces, nodes and definitions
 * that carry its mark, and what is in those namespaces.
 *
 * @param federation whose sandbox it is; the value of the mark
 */
public record Territory(String federation) {

    /** The label. Somebody who wants another namespace to take part puts it there. */
    public static final String MARK = "sandbox.meshfed.io/attached";

    /** The annotation of what a sandbox has made itself; only that is deleted again. */
    static final String CREATED = "sandbox.meshfed.io/created";

    private static final Set<ResourceType> MARKED_THEMSELVES = Set.of(Kinds.NAMESPACE, Kinds.NODE);

    public Territory {
        requireNonNull(federation);
    }

    /** For kinds that belong to no namespace, whether the object itself must carry the mark. */
    static boolean marksItself(ResourceType type) {
        return MARKED_THEMSELVES.contains(type);
    }

    boolean owns(Map<String, Object> object) {
        return owner(object).equals(federation);
    }

    /** Empty when no sandbox has marked it. */
    static String owner(Map<String, Object> object) {
        return Trees.text(object, "metadata", "labels", MARK).orElse("");
    }

    /** A copy with the mark. */
    Map<String, Object> marked(Map<String, Object> object) {
        return with(object, "labels", MARK);
    }

    /** A copy with the mark, and with the other one that says who made it. */
    Map<String, Object> created(Map<String, Object> object) {
        return with(marked(object), "annotations", CREATED);
    }

    boolean made(Map<String, Object> object) {
        return owns(object)
                && Trees.text(object, "metadata", "annotations", CREATED)
                        .filter(federation::equals)
                        .isPresent();
    }

    private Map<String, Object> with(Map<String, Object> object, String field, String key) {
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(object.get("metadata")));
        Map<String, Object> entries = new LinkedHashMap<>(Trees.object(metadata.get(field)));
        entries.put(key, federation);
        metadata.put(field, entries);
        Map<String, Object> copy = new LinkedHashMap<>(object);
        copy.put("metadata", metadata);
        return copy;
    }

    /** The same as a query: all that carries the mark. */
    String selector() {
        return "labelSelector=" + MARK + "%3D" + federation;
    }
}
