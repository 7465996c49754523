package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;

/**
 * Where an endpoint or a proxy is.
 *
 * @param parts region, zone and subzone, as many as are known
 */
record Place(List<String> parts) {

    static final Place UNKNOWN = new Place(List.of());

    private static final List<String> LABELS =
            List.of("topology.kubernetes.io/region", "topology.kubernetes.io/zone");

    /** How far apart two places can be. */
    static final int FARTHEST = 3;

    Place {
        parts = List.copyOf(parts);
    }

    static Place of(Map<String, Object> node) {
        return new Place(
                LABELS.stream()
                        .map(label -> Trees.text(node, "metadata", "labels", label).orElse(""))
                        .takeWhile(part -> !part.isEmpty())
                        .toList());
    }

    String region() {
        return part(0);
    }

    private String part(int level) {
        return level < parts.size() ? parts.get(level) : "";
    }

    /** 0 for the same place, 1 for another subzone, 2 for another zone, 3 for another region. */
    int distance(Place other) {
        for (int level = 0; level < FARTHEST; level++) {
            if (!part(level).equals(other.part(level))) {
                return FARTHEST - level;
            }
        }
        return 0;
    }

    boolean known() {
        return !parts.isEmpty();
    }
}
