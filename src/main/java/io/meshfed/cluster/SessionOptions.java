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
 * @param takeBack field managers whose edits of our own objects are undone; of others they are a
 *     CONFLICT
 * @param perSecond how many requests each cluster gets in a second at most; 0 for as many as come
 */
public record SessionOptions(
        String federation,
        Mode mode,
        Deadline deadline,
        Cancellation cancellation,
        Set<Risk> accepted,
        Set<String> takeBack,
        int perSecond) {

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
        takeBack = Set.copyOf(takeBack);
        if (perSecond < 0) {
            throw new IllegalArgumentException("a negative rate: " + perSecond);
        }
    }

    /** Writes, without an end in time, and with no risk accepted. */
    public static SessionOptions of(String federation) {
        return new SessionOptions(
                federation, Mode.WRITE, Deadline.none(), new Cancellation(), Set.of(), Set.of(), 0);
    }

    public SessionOptions with(Mode other) {
        return new SessionOptions(
                federation, other, deadline, cancellation, accepted, takeBack, perSecond);
    }

    public SessionOptions with(Deadline other) {
        return new SessionOptions(
                federation, mode, other, cancellation, accepted, takeBack, perSecond);
    }

    public SessionOptions with(Cancellation other) {
        return new SessionOptions(federation, mode, deadline, other, accepted, takeBack, perSecond);
    }

    public SessionOptions accepting(Set<Risk> risks) {
        return new SessionOptions(
                federation, mode, deadline, cancellation, risks, takeBack, perSecond);
    }

    public SessionOptions takingBackFrom(Set<String> managers) {
        return new SessionOptions(
                federation, mode, deadline, cancellation, accepted, managers, perSecond);
    }

    public SessionOptions atMost(int requestsPerSecond) {
        return new SessionOptions(
                federation, mode, deadline, cancellation, accepted, takeBack, requestsPerSecond);
    }
}
