package io.meshfed.report;

import static java.util.Objects.requireNonNull;

/**
 * One statement about a mesh or a direction, and whether it holds. The same value stands behind
 * text, JSON and exit code.
 *
 * @param mesh the local mesh; empty for a check over the whole federation
 * @param peer the remote mesh; empty for a check of one mesh
 * @param statement a sentence that says what was found
 * @param reason why it failed, was skipped, or deserves a warning: a stable word such as {@code
 *     client-id-refused}; empty when ok
 * @param observed the evidence, as the cluster told it; may be empty
 * @param hint a command to paste, or what to do; empty when ok
 */
public record Check(
        CheckCode code,
        String mesh,
        String peer,
        CheckStatus status,
        String statement,
        String reason,
        String observed,
        String hint) {

    public Check {
        requireNonNull(code);
        requireNonNull(mesh);
        requireNonNull(peer);
        requireNonNull(status);
        requireNonNull(statement);
        requireNonNull(reason);
        requireNonNull(observed);
        requireNonNull(hint);
    }

    public static Check ok(CheckCode code, String mesh, String peer, String statement) {
        return new Check(code, mesh, peer, CheckStatus.OK, statement, "", "", "");
    }

    public static Check skipped(
            CheckCode code, String mesh, String peer, String statement, CheckCode because) {
        return new Check(
                code,
                mesh,
                peer,
                CheckStatus.SKIPPED,
                statement,
                "depends-on-" + because.code(),
                "",
                "");
    }
}
