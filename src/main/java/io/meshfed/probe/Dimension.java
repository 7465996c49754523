package io.meshfed.probe;

import java.util.Locale;

/** What answers are told apart by. */
public enum Dimension {
    MESH,
    VERSION,
    CLUSTER;

    /** As options and JSON name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String of(Answerer answerer) {
        return switch (this) {
            case MESH -> answerer.mesh();
            case VERSION -> answerer.version();
            case CLUSTER -> answerer.cluster();
        };
    }
}
