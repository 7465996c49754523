package io.meshfed.probe;

import java.io.IOException;

/** A request that came to nothing, and how it is counted. */
public final class ProbeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    ProbeException(FailureKind kind) {
        super(kind.label());
        this.kind = kind;
    }

    ProbeException(FailureKind kind, Throwable cause) {
        super(kind.label(), cause);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }
}
