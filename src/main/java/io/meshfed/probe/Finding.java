package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Whether an expectation holds, as far as the samples can tell.
 *
 * @param expectation as it was typed
 * @param statement a sentence that says what was measured
 * @param hint what to do about it; empty when it holds
 */
public record Finding(Verdict verdict, String expectation, String statement, String hint) {

    /** Undecided is no way of passing. */
    public enum Verdict {
        HOLDS,
        BROKEN,
        UNDECIDED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Finding {
        requireNonNull(verdict);
        requireNonNull(expectation);
        requireNonNull(statement);
        requireNonNull(hint);
    }
}
