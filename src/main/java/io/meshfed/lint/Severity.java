package io.meshfed.lint;

import java.util.Locale;

/** Whether a finding stops anybody. */
public enum Severity {
    ERROR,
    WARNING;

    /** The name in text and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
