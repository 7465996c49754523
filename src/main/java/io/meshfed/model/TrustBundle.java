package io.meshfed.model;

import static io.meshfed.model.TrustProblem.Kind.TOO_LARGE;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The root certificates of one mesh: parsed, checked and written anew, never copied. istiod hands a
 * peer's bundle unread to every proxy of the local mesh, so a bad one harms more than the
 * federation. Two bundles are equal when they hold the same certificates.
 */
public final class TrustBundle {

    public static final int MOST_ROOTS = 8;
    public static final int MOST_BYTES = 64 * 1024;

    /** How far the clock that made a certificate may be ahead of ours. */
    public static final Duration MOST_SKEW = Duration.ofMinutes(10);

    /** A certificate's bytes beside what may be shown of it. */
    record Root(RootCertificate view, byte[] der) {}

    private final SortedMap<String, Root> roots;
    private final List<String> notices;

    TrustBundle(Map<String, Root> roots, List<String> notices) throws TrustProblem {
        this.roots = new TreeMap<>(roots);
        this.notices = List.copyOf(notices);
        if (roots.size() > MOST_ROOTS) {
            throw new TrustProblem(
                    TOO_LARGE,
                    "%d different certificates; %d is the most, since every proxy of the mesh"
                                    .formatted(roots.size(), MOST_ROOTS)
                            + " holds them all");
        }
    }

    /** As {@link #parse(String, String, Instant, Duration)}, with clocks that agree. */
    public static TrustBundle parse(String pem, String where, Instant now) throws TrustProblem {
        return parse(pem, where, now, Duration.ZERO);
    }

    /**
     * @param where begins every message: {@code ConfigMap east/istio-ca-root-cert, key
     *     root-cert.pem}
     * @param skew at most {@link #MOST_SKEW}
     */
    public static TrustBundle parse(String pem, String where, Instant now, Duration skew)
            throws TrustProblem {
        if (skew.isNegative() || skew.compareTo(MOST_SKEW) > 0) {
            throw new IllegalArgumentException("a skew of 0 to 10 minutes, not " + skew);
        }
        try {
            return new TrustBundleParser(now, skew).parse(pem);
        } catch (TrustProblem e) {
            throw new TrustProblem(e.kind(), where + ": " + e.getMessage());
        }
    }

    /** Sorted by digest. */
    public List<RootCertificate> roots() {
        return roots.values().stream().map(Root::view).toList();
    }

    /** What was accepted but deserves a word, in the order of the text. */
    public List<String> notices() {
        return notices;
    }

    /** The same certificates give the same text, whatever text they came from. */
    public String pem() {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return roots.values().stream()
                .map(
                        root ->
                                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                                        .formatted(encoder.encodeToString(root.der())))
                .collect(Collectors.joining());
    }

    /** SHA-256 over the sorted certificates; of a single one it is that certificate's own. */
    public String fingerprint() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        roots.values().forEach(root -> all.writeBytes(root.der()));
        return RootCertificate.sha256(all.toByteArray());
    }

    /** Whole days until the last of the roots has expired: until then somebody can be trusted. */
    public long daysLeft(Instant now) {
        return roots().stream().mapToLong(root -> root.daysLeft(now)).max().orElse(-1);
    }

    /**
     * Both bundles in one, as a rotation needs it.
     *
     * @throws TrustProblem when that is more than {@value #MOST_ROOTS}
     */
    public TrustBundle union(TrustBundle other) throws TrustProblem {
        Map<String, Root> all = new TreeMap<>(roots);
        all.putAll(other.roots);
        return new TrustBundle(all, notices);
    }

    /** Whether they have a certificate in common: a mesh's own under its peer's name, say. */
    public boolean containsAny(TrustBundle other) {
        return other.roots.keySet().stream().anyMatch(roots::containsKey);
    }

    public boolean containsAll(TrustBundle other) {
        return roots.keySet().containsAll(other.roots.keySet());
    }

    /** Whether they have a key in common; it survives the renewal of a certificate. */
    public boolean sharesKeyWith(TrustBundle other) {
        return other.keys().stream().anyMatch(keys()::contains);
    }

    /** No key that the other has not, but other certificates: renewed, and nothing else. */
    public boolean isRenewalOf(TrustBundle other) {
        return other.keys().containsAll(keys()) && !other.containsAll(this);
    }

    private Set<String> keys() {
        return roots().stream().map(RootCertificate::spkiSha256).collect(Collectors.toSet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustBundle that && roots.keySet().equals(that.roots.keySet());
    }

    @Override
    public int hashCode() {
        return roots.keySet().hashCode();
    }

    /** Names the bundle without showing it. */
    @Override
    public String toString() {
        return "%d root(s), sha256 %s".formatted(roots.size(), fingerprint());
    }
}
