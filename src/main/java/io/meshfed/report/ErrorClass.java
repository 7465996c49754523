package io.meshfed.report;

/**
 * The verdicts of a run. The name is the contract; the number is the process's exit code, the same
 * in every output format.
 */
public enum ErrorClass {
    OK(0),
    /** An exception nobody expected: the only class with a stack trace. */
    BUG(1),
    /** Only from {@code plan}: there is something to do. */
    DIFF(2),
    /** Options, federation file, kubeconfig or certificates are wrong. Nothing was written. */
    INPUT(10),
    /** 401, 403, an expired or missing credential. Nothing was written after the first refusal. */
    AUTH(11),
    /** A namespace, CRD, control plane, gateway or trust domain is not as it must be. */
    PRECOND(12),
    /** Somebody else owns it. Never written to. */
    CONFLICT(13),
    /** The network or the API server failed for longer than we may wait. */
    TRANSIENT(14),
    /** Everything is applied, but the condition was not reached in time. */
    WAIT(15),
    GATE_FAIL(16),
    GATE_UNKNOWN(17),
    /** The way back could not be finished; what remains is listed. */
    PARTIAL(18),
    INTERRUPTED(130);

    private final int exitCode;

    ErrorClass(int exitCode) {
        this.exitCode = exitCode;
    }

    /** 130 for {@link #INTERRUPTED}; a run that SIGTERM ended exits 143 instead. */
    public int exitCode() {
        return exitCode;
    }

    /** The name in messages and JSON: {@code GATE-FAIL}, not {@code GATE_FAIL}. */
    public String label() {
        return name().replace('_', '-');
    }

    /**
     * The verdict over two parts of one run. A failure beats OK and DIFF; among failures the one
     * that a person has to act on first wins: a bug, then wrong input, rights, surroundings,
     * owners, then what a rerun may cure.
     */
    public ErrorClass worse(ErrorClass other) {
        return severity() >= other.severity() ? this : other;
    }

    private int severity() {
        return switch (this) {
            case OK -> 0;
            case DIFF -> 1;
            case WAIT -> 2;
            case GATE_UNKNOWN -> 3;
            case TRANSIENT -> 4;
            case GATE_FAIL -> 5;
            case CONFLICT -> 6;
            case PRECOND -> 7;
            case AUTH -> 8;
            case INPUT -> 9;
            case PARTIAL -> 10;
            case INTERRUPTED -> 11;
            case BUG -> 12;
        };
    }
}
