package io.meshfed.gates;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a gate said, and why.
 *
 * @param gate its number and kind: {@code 2 prometheus}
 * @param reason a stable word for why it is no pass, such as {@code too-few-samples}; empty for a
 *     pass
 * @param statement what was read, safe to print
 * @param hint what to do about it; empty for a pass
 * @param at when it was read
 */
public record Reading(
        String gate, Verdict verdict, String reason, String statement, String hint, Instant at) {

    public Reading {
        requireNonNull(gate);
        requireNonNull(verdict);
        requireNonNull(reason);
        requireNonNull(statement);
        requireNonNull(hint);
        requireNonNull(at);
    }
}
