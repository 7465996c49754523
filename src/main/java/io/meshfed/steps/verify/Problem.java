package io.meshfed.steps.verify;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.SafeText;

/**
 * Why a check is not ok.
 *
 * @param observed as the cluster told it; made safe to print here
 * @param hint what to do; a command to paste stands at its end
 */
record Problem(Reason reason, String statement, String observed, String hint) {

    Problem {
        requireNonNull(reason);
        requireNonNull(statement);
        observed = SafeText.of(observed);
        requireNonNull(hint);
    }
}
