package io.meshfed.steps.promotion;

import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.ShellWord;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** What is said of a promotion lock that somebody else has. */
record LockErrors(Mesh production, ObjectRef ref) {

    FederationException held(PromotionLease by, Duration waited) {
        return failure(
                ErrorClass.CONFLICT,
                "somebody else is promoting%s: %s".formatted(still(waited), holder(by)),
                "See what goes on: `meshfed promotion-status --mesh %s`. Wait for it: --lock-wait 10m. When nobody is at work any more: `meshfed release-lock --mesh %s --holder %s`."
                        .formatted(
                                ShellWord.of(production.name()),
                                ShellWord.of(production.name()),
                                ShellWord.of(SafeText.of(by.holder()))));
    }

    private static String still(Duration waited) {
        String after = Durations.after(waited);
        return after.isEmpty() ? "" : " still," + after;
    }

    FederationException lost(PromotionLease to) {
        return lost(to.free() ? "it was given back" : holder(to));
    }

    FederationException gone() {
        return lost("%s is gone".formatted(ref));
    }

    private FederationException lost(String how) {
        return failure(
                ErrorClass.CONFLICT,
                "this run lost the promotion lock: %s; it writes nothing more".formatted(how),
                "See where the promotion stands: `meshfed promotion-status --mesh %s`; started again, it goes on from there."
                        .formatted(ShellWord.of(production.name())));
    }

    FederationException busy() {
        return failure(
                ErrorClass.TRANSIENT,
                "%s changed faster than it could be written".formatted(ref),
                "Start again: it goes on where it stopped.");
    }

    FederationException wornOut() {
        return failure(
                ErrorClass.CONFLICT,
                "%s was taken more often than it can count".formatted(ref),
                "Nobody but an editor does that: put back its spec.leaseTransitions.");
    }

    /** {@code 'run-1' holds Lease ns/name since 2026-..., until 2026-... unless renewed}. */
    String holder(PromotionLease by) {
        String end =
                by.ends()
                        ? "until %s unless it is renewed"
                                .formatted(by.expires().truncatedTo(ChronoUnit.SECONDS))
                        : "and it does not say until when";
        return "'%s' holds %s since %s, %s"
                .formatted(
                        SafeText.of(by.holder()),
                        ref,
                        by.since().truncatedTo(ChronoUnit.SECONDS),
                        end);
    }

    String notGivenBack(Duration ttl, FederationException why) {
        return "%s was not given back and ends by itself after %s: %s"
                .formatted(ref, Durations.text(ttl), why.getMessage());
    }

    String stillRenewed() {
        return "%s was not given back and ends by itself: its server does not answer"
                .formatted(ref);
    }

    private FederationException failure(ErrorClass errorClass, String problem, String remedy) {
        return new FederationException(
                errorClass,
                "cluster '%s': %s".formatted(production.cluster().name(), problem),
                remedy);
    }
}
