package io.meshfed.gates;

import static java.util.Objects.requireNonNull;

/**
 * What one asking of a gate came to, before it is known which of the gates that was.
 *
 * @param reason a stable word; empty for a pass
 * @param hint empty for a pass
 */
public record Opinion(Verdict verdict, String reason, String statement, String hint) {

    public Opinion {
        requireNonNull(verdict);
        requireNonNull(reason);
        requireNonNull(statement);
        requireNonNull(hint);
    }

    static Opinion pass(String statement) {
        return new Opinion(Verdict.PASS, "", statement, "");
    }

    static Opinion fail(String reason, String statement, String hint) {
        return new Opinion(Verdict.FAIL, reason, statement, hint);
    }

    public static Opinion unknown(String reason, String statement, String hint) {
        return new Opinion(Verdict.UNKNOWN, reason, statement, hint);
    }
}
