package io.meshfed.report;

import java.util.Locale;

/**
 * The outcome of a check. Skipped is an outcome of its own: it says which failure made the check
 * pointless.
 */
public enum CheckStatus {
    OK("√"),
    WARNING("‼"),
    FAILED("×"),
    SKIPPED("-");

    private final String symbol;

    CheckStatus(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** The word in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
