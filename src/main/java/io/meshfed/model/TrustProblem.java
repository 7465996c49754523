package io.meshfed.model;

import static java.util.Objects.requireNonNull;

/**
 * Why a text is no trust bundle. The message names the place in the text and never its content: it
 * may be a key.
 */
public final class TrustProblem extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong, for those who decide by it. */
    public enum Kind {
        /** No certificate at all. */
        EMPTY,
        /** Not PEM, or PEM around something that is no certificate. */
        MALFORMED,
        PRIVATE_KEY,
        /** A CRL, a PKCS7 bundle, a request: PEM, but nothing to trust. */
        FOREIGN_BLOCK,
        TOO_LARGE,
        /** A certificate that may not sign others. */
        NOT_A_ROOT,
        /** A key or signature that no longer protects. */
        WEAK,
        EXPIRED,
        NOT_YET_VALID
    }

    private final Kind kind;

    TrustProblem(Kind kind, String message) {
        super(requireNonNull(message));
        this.kind = requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }
}
