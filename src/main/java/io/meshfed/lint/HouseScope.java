package io.meshfed.lint;

/** Which files have to keep our own rules as well. */
public enum HouseScope {
    /** Those that say they are ours: {@code app.kubernetes.io/part-of: meshfed}. */
    LABELLED,
    ALL;

    private static final String LABEL = "app.kubernetes.io/part-of";
    private static final String OURS = "meshfed";

    boolean includes(Manifest manifest) {
        return this == ALL || manifest.root().textAt("metadata", "labels", LABEL).equals(OURS);
    }
}
