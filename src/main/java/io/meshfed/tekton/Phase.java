package io.meshfed.tekton;

import java.util.Locale;

/** How far a run, a task or a step has come. */
public enum Phase {
    /** Not begun; of a run that is over: it never will. */
    WAITING,
    /** Begun for Tekton, but its pod does not run yet. */
    PENDING,
    RUNNING,
    /** A try failed, the next one has not begun. */
    RETRYING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    TIMED_OUT,
    SKIPPED;

    /** {@code timed-out}, as JSON and people read it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether nothing more can come of it. */
    public boolean over() {
        return switch (this) {
            case SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, SKIPPED -> true;
            default -> false;
        };
    }

    public boolean bad() {
        return this == FAILED || this == CANCELLED || this == TIMED_OUT;
    }
}
