package io.meshfed.model;

import static io.meshfed.model.TrustProblem.Kind.EMPTY;
import static io.meshfed.model.TrustProblem.Kind.EXPIRED;
import static io.meshfed.model.TrustProblem.Kind.MALFORMED;
import static io.meshfed.model.TrustProblem.Kind.NOT_YET_VALID;
import static io.meshfed.model.TrustProblem.Kind.TOO_LARGE;

import io.meshfed.model.TrustBundle.Root;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a bundle of a text, or says why not. */
final class TrustBundleParser {

    private final Instant now;
    private final Duration skew;
    private final SortedMap<String, Root> roots = new TreeMap<>();
    private final List<String> notices = new ArrayList<>();
    private int expired;

    TrustBundleParser(Instant now, Duration skew) {
        this.now = now;
        this.skew = skew;
    }

    TrustBundle parse(String text) throws TrustProblem {
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > TrustBundle.MOST_BYTES) {
            throw new TrustProblem(
                    TOO_LARGE,
                    "%d KiB of text; %d is the most"
                            .formatted(size / 1024, TrustBundle.MOST_BYTES / 1024));
        }
        PemText.Blocks blocks = PemText.split(text);
        if (blocks.strayLines() > 0) {
            notices.add(
                    "%d line(s) outside of the certificates are left out"
                            .formatted(blocks.strayLines()));
        }
        for (PemText.Block block : blocks.blocks()) {
            add(block, RootRules.certificate(block));
        }
        refuseIfNoneIsValid();
        return new TrustBundle(roots, notices);
    }

    private void add(PemText.Block block, X509Certificate certificate) throws TrustProblem {
        RootCertificate view = RootCertificate.of(certificate, block.der());
        if (roots.putIfAbsent(view.sha256(), new Root(view, block.der())) != null) {
            notice(block, "is there twice");
            return;
        }
        checkDates(block, view);
        if (RootRules.usesAreOpen(certificate)) {
            notice(block, "has no extension keyUsage, so it may be used for everything");
        }
        if (!RootRules.selfIssued(certificate)) {
            notice(block, "is issued by another CA, which is not trusted by this alone");
        }
    }

    private void checkDates(PemText.Block block, RootCertificate view) throws TrustProblem {
        if (view.notAfter().isBefore(view.notBefore())) {
            throw new TrustProblem(MALFORMED, named(block, "ends before it begins"));
        }
        if (view.notBefore().isAfter(now.plus(skew))) {
            throw new TrustProblem(
                    NOT_YET_VALID,
                    named(
                            block,
                            "is valid from %s on, and here it is %s"
                                    .formatted(view.notBefore(), now)));
        }
        if (view.expired(now)) {
            expired++;
            notice(block, "expired %d d ago".formatted(daysAgo(view)));
        }
    }

    /** An expired root is only kept beside a valid one: that is what a rotation looks like. */
    private void refuseIfNoneIsValid() throws TrustProblem {
        if (roots.isEmpty()) {
            throw new TrustProblem(EMPTY, "0 certificates");
        }
        if (expired == roots.size()) {
            long days =
                    roots.values().stream().mapToLong(root -> daysAgo(root.view())).min().orElse(0);
            throw new TrustProblem(
                    EXPIRED,
                    roots.size() == 1
                            ? "the certificate expired %d d ago".formatted(days)
                            : "all %d certificates have expired, the last one %d d ago"
                                    .formatted(roots.size(), days));
        }
    }

    private long daysAgo(RootCertificate view) {
        return Duration.between(view.notAfter(), now).toDays();
    }

    private void notice(PemText.Block block, String text) {
        notices.add(named(block, text));
    }

    private static String named(PemText.Block block, String text) {
        return "certificate %d (line %d) %s".formatted(block.number(), block.line(), text);
    }
}
