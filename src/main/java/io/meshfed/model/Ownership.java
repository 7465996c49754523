package io.meshfed.model;

import java.util.SortedMap;
import java.util.TreeMap;

/** How meshfed marks what is its own. An object without these labels belongs to somebody else. */
public final class Ownership {

    /** Of every server-side apply. */
    public static final String FIELD_MANAGER = "meshfed";

    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String MANAGED_BY_VALUE = "meshfed";
    public static final String FEDERATION = "meshfed.io/federation";

    /**
     * Annotation: what was applied, as a hash. It tells a later run that nothing is new although
     * the server writes some values in a form of its own.
     */
    public static final String APPLIED = "meshfed.io/applied";

    private Ownership() {}

    public static SortedMap<String, String> labels(String federation) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(MANAGED_BY, MANAGED_BY_VALUE);
        labels.put(FEDERATION, federation);
        return labels;
    }

    /** Whether the object was made by meshfed, for whatever federation. */
    public static boolean isOurs(ClusterObject object) {
        return object.label(MANAGED_BY).filter(MANAGED_BY_VALUE::equals).isPresent();
    }
}
