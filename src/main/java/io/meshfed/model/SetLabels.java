package io.meshfed.model;

import java.util.Map;
import java.util.Optional;

/**
 * The labels of ApplySets (Kubernetes enhancement 3659): a parent object carries the id of its set,
 * each member says which set it is part of. Whoever applies the set goes by nothing else.
 */
public final class SetLabels {

    public static final String ID = "applyset.kubernetes.io/id";
    public static final String PART_OF = "applyset.kubernetes.io/part-of";

    private SetLabels() {}

    /** The set that an object with these labels is part of. */
    public static Optional<String> partOf(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(PART_OF));
    }

    /** The set that an object with these labels is the parent of. */
    public static Optional<String> parentOf(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(ID));
    }
}
