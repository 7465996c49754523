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
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(object.get("metadata")));
        Map<String, Object> labels = new LinkedHashMap<>(Trees.object(metadata.get("labels")));
        labels.put(MARK, federation);
        metadata.put("labels", labels);
        Map<String, Object> copy = new LinkedHashMap<>(object);
        copy.put("metadata", metadata);
        return copy;
    }

    /** The same as a query: all that carries the mark. */
    String selector() {
        return "labelSelector=" + MARK + "%3D" + federation;
    }
}
