package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Evidence;
import io.meshfed.promotion.Finding;
import io.meshfed.report.FederationException;
import java.util.List;
import java.util.Optional;

/**
 * What came of one work.
 *
 * @param digest of the snapshot that was stored; empty for other work
 * @param evidence what gates said
 * @param why it is not what was hoped for
 */
record Found(
        Finding finding,
        String digest,
        List<Evidence> evidence,
        Optional<FederationException> why) {

    Found {
        requireNonNull(finding);
        requireNonNull(digest);
        evidence = List.copyOf(evidence);
        requireNonNull(why);
    }

    static Found of(Finding finding) {
        return new Found(finding, "", List.of(), Optional.empty());
    }

    static Found of(Finding finding, FederationException why) {
        return new Found(finding, "", List.of(), Optional.of(why));
    }

    static Found snapshot(String digest) {
        return new Found(Finding.DONE, digest, List.of(), Optional.empty());
    }

    static Found judged(
            Finding verdict, List<Evidence> evidence, Optional<FederationException> why) {
        return new Found(verdict, "", evidence, why);
    }
}
