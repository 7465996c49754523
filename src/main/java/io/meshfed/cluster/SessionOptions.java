package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.kubeconfig.Risk;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What all sessions of a run have in common.
 *
 * @param federation whose objects they may change
 * @param deadline at which the run ends, however far it got
 * @param accepted what a kubeconfig may ask for although it is dangerous
 */
public record SessionOptions(
        String federation,
        Mode mode,
        Deadline deadline,
        Cancellation cancellation,
        Set<Risk> accepted) {

    /** What a write does. */
    public enum Mode {
        WRITE,
        /** Every write is a server-side dry run. */
        DRY_RUN
    }

    public SessionOptions {
        requireNonNull(federation);
        requireNonNull(mode);
        requireNonNull(deadline);
        requireNonNull(cancellation);
        EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);
        risks.addAll(accepted);
        accepted = Collections.unmodifiableSet(risks);
    }

    /** Writes, without an end in time, and with no risk accepted. */
    public static SessionOptions of(String federation) {
        return new SessionOptions(
                federation, Mode.WRITE, Deadline.none(), new Cancellation(), Set.of());
    }

    public SessionOptions with(Mode other) {
        return new SessionOptions(federation, other, deadline, cancellation, accepted);
    }

    public SessionOptions with(Deadline other) {
        return new SessionOptions(federation, mode, other, cancellation, accepted);
    }

    public SessionOptions with(Cancellation other) {
        return new SessionOptions(federation, mode, deadline, other, accepted);
    }

    public SessionOptions accepting(Set<Risk> risks) {
        return new SessionOptions(federation, mode, deadline, cancellation, risks);
    }
}
