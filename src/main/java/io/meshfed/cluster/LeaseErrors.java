package io.meshfed.cluster;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.time.Duration;

/** What is said of a lease that somebody else has. */
final class LeaseErrors {

    private final ApiErrors errors;
    private final ObjectRef ref;
    private final LockOptions options;

    LeaseErrors(ApiErrors errors, ObjectRef ref, LockOptions options) {
        this.errors = errors;
        this.ref = ref;
        this.options = options;
    }

    /**
     * @param alive whether it gave a sign of life while we looked
     */
    FederationException held(LeaseRecord by, Duration waited, boolean alive) {
        String why = alive ? "is alive" : "may be alive still";
        return errors.failure(
                ErrorClass.CONFLICT,
                "another run is writing: %s, and %s%s"
                        .formatted(holder(by), why, Durations.after(waited)),
                "Run it again when that one is done, or let it wait: --lock-wait 10m. Nothing has to be unlocked: a run that died gives way after %s."
                        .formatted(Durations.text(options.lease())));
    }

    FederationException lost(LeaseRecord to) {
        return lost("%s now".formatted(holder(to)));
    }

    /** Whoever took it may have given it back since. */
    FederationException gone() {
        return lost("%s is gone".formatted(ref));
    }

    FederationException busy() {
        return errors.failure(
                ErrorClass.TRANSIENT,
                "%s changed faster than it could be renewed".formatted(ref),
                "Run it again: it goes on where it stopped.");
    }

    private FederationException lost(String how) {
        return errors.failure(
                ErrorClass.CONFLICT,
                "this run gave no sign of life for too long and lost the cluster to another: %s"
                                .formatted(how)
                        + "; it writes nothing more",
                "Run it again: it looks at the cluster afresh and goes on where this one stopped.");
    }

    /** {@code 'run-1' holds Lease ns/name since 2026-...}. */
    String holder(LeaseRecord by) {
        String who =
                by.holder().isBlank() ? "nobody by name" : "'" + SafeText.of(by.holder()) + "'";
        return "%s holds %s since %s".formatted(who, ref, SafeText.of(by.since()));
    }

    String notGivenBack(FederationException why) {
        return "%s was not given back and ends by itself after %s: %s"
                .formatted(ref, Durations.text(options.lease()), why.getMessage());
    }

    String where() {
        return errors.where();
    }
}
