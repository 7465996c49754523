package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Applied;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Ownership;
import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an object was before a promotion touched it. */
public sealed interface Before {

    /** It was not there. */
    record Absent() implements Before {}

    /**
     * It was there.
     *
     * @param object without what the cluster keeps by itself: status, versions, what others own
     */
    record There(ClusterObject object) implements Before {
        public There {
            requireNonNull(object);
        }

        /** What we had applied; empty when it was not ours at all. */
        public Optional<Manifest> applied() {
            return Applied.of(object);
        }
    }

    static Before of(Optional<ClusterObject> live) {
        return live.<Before>map(found -> new There(trimmed(found))).orElseGet(Absent::new);
    }

    default Optional<ClusterObject> found() {
        return this instanceof There there ? Optional.of(there.object()) : Optional.empty();
    }

    /** Versions and times change although nobody changes the object. */
    private static ClusterObject trimmed(ClusterObject live) {
        Map<String, Object> tree = new LinkedHashMap<>(live.tree());
        tree.remove("status");
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (String kept : List.of("name", "namespace", "uid", "labels", "annotations")) {
            live.value("metadata", kept).ifPresent(value -> metadata.put(kept, value));
        }
        metadata.put(
                "managedFields",
                live.objects("metadata", "managedFields").stream()
                        .filter(Before::ours)
                        .map(Before::timeless)
                        .toList());
        tree.put("metadata", metadata);
        return new ClusterObject(live.ref(), tree);
    }

    private static boolean ours(Map<String, Object> entry) {
        return Trees.text(entry, "manager").orElse("").startsWith(Ownership.FIELD_MANAGER);
    }

    private static Map<String, Object> timeless(Map<String, Object> entry) {
        Map<String, Object> kept = new LinkedHashMap<>(entry);
        kept.remove("time");
        return kept;
    }
}
