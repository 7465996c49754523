package io.meshfed.model;

import static io.meshfed.model.Roots.EC;
import static io.meshfed.model.Roots.RSA;
import static io.meshfed.model.Roots.bundle;
import static io.meshfed.model.Roots.parse;
import static io.meshfed.model.Roots.pem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.TrustProblem.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustBundleTest {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2120-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"rsa-2048", "ec-256", "ec-384", "ec-521", "pss-sha256"})
    @DisplayName("RSA from 2048 bits and EC on the curves of the NIST are roots")
    void acceptsKeys(String name) throws TrustProblem {
        TrustBundle bundle = bundle(name);

        assertEquals(List.of(), bundle.notices());
        assertEquals(1, bundle.roots().size());
    }

    @Test
    @DisplayName("a root shows subject, issuer, validity and digests")
    void showsRoot() throws TrustProblem {
        RootCertificate root = bundle("ec-256").roots().get(0);

        assertEquals("CN=root,O=ec-256", root.subject());
        assertEquals(root.subject(), root.issuer());
        assertEquals(START, root.notBefore());
        assertEquals(END, root.notAfter());
        assertEquals(64, root.sha256().length());
        assertEquals(root.sha256(), bundle("ec-256").fingerprint());
    }

    @Test
    @DisplayName("the same certificates give the same text, whatever their order and line ends")
    void isCanonical() throws TrustProblem {
        TrustBundle one = parse(EC + RSA);
        TrustBundle other = parse("\r\n" + (RSA + EC + RSA).replace("\n", " \r\n"));

        assertEquals(one, other);
        assertEquals(one.pem(), other.pem());
        assertEquals(one.fingerprint(), other.fingerprint());
        assertEquals(one, parse(one.pem()));
        assertEquals(one.pem(), parse(one.pem()).pem());
    }

    @Test
    @DisplayName("a single block of any line length is accepted and wrapped anew")
    void rewraps() throws TrustProblem {
        String flat = EC.replaceAll("([A-Za-z0-9+/=])\n([A-Za-z0-9+/=])", "$1$2").strip();

        assertEquals(3, flat.lines().count());
        assertEquals(EC, parse(flat).pem());
    }

    @Test
    @DisplayName("D7: a root that is there twice is kept once, with a notice")
    void dropsDuplicates() throws TrustProblem {
        TrustBundle bundle = parse(EC + RSA + EC);

        assertEquals(2, bundle.roots().size());
        assertEquals(1, bundle.notices().size());
        assertTrue(bundle.notices().get(0).matches("certificate 3 \\(line \\d+\\) is there twice"));
    }

    @Test
    @DisplayName("D6: text around the certificates is left out, with a notice")
    void leavesTextOut() throws TrustProblem {
        TrustBundle bundle = parse(EC + "garbage\nmore\n");

        assertEquals(
                List.of("2 line(s) outside of the certificates are left out"), bundle.notices());
        assertEquals(EC, bundle.pem());
        assertEquals(EC, parse(pem("with-text")).pem());
    }

    @Test
    @DisplayName("D8: eight roots are kept, sorted by digest")
    void keepsEight() throws TrustProblem {
        String nine = pem("nine");
        List<RootCertificate> roots =
                parse(nine.substring(0, nine.lastIndexOf("-----BEGIN"))).roots();

        assertEquals(8, roots.size());
        assertEquals(
                roots.stream().map(RootCertificate::sha256).sorted().toList(),
                roots.stream().map(RootCertificate::sha256).toList());
    }

    @Test
    @DisplayName("D10: an expired root is refused with its age")
    void refusesExpired() {
        TrustProblem problem = refused(EC, END.plus(Duration.ofHours(73)));

        assertEquals(Kind.EXPIRED, problem.kind());
        assertEquals(Roots.WHERE + ": the certificate expired 3 d ago", problem.getMessage());
    }

    @Test
    @DisplayName("several roots that have all expired are refused")
    void refusesAllExpired() {
        TrustProblem problem = refused(EC + RSA, END.plus(Duration.ofDays(2)));

        assertEquals(
                Roots.WHERE + ": all 2 certificates have expired, the last one 2 d ago",
                problem.getMessage());
    }

    @Test
    @DisplayName(
            "D11: a root of tomorrow is refused with both clocks; ten minutes may be allowed for")
    void refusesFuture() throws TrustProblem {
        Instant early = START.minus(Duration.ofMinutes(9));
        TrustProblem problem = refused(EC, early);

        assertEquals(Kind.NOT_YET_VALID, problem.kind());
        assertTrue(
                problem.getMessage()
                        .endsWith("valid from 2020-01-01T00:00:00Z on, and here it is " + early),
                problem.getMessage());
        assertEquals(
                1, TrustBundle.parse(EC, Roots.WHERE, early, TrustBundle.MOST_SKEW).roots().size());
        assertThrows(
                IllegalArgumentException.class,
                () -> TrustBundle.parse(EC, Roots.WHERE, early, Duration.ofMinutes(11)));
    }

    @Test
    @DisplayName("days left are whole days of the root that lasts longest")
    void countsDays() throws TrustProblem {
        TrustBundle bundle = bundle("ec-256");

        assertEquals(13, bundle.daysLeft(END.minus(Duration.ofDays(14)).plusSeconds(1)));
        assertEquals(14, bundle.daysLeft(END.minus(Duration.ofDays(14))));
        assertEquals(0, bundle.daysLeft(END));
        assertEquals(-1, bundle.daysLeft(END.plusSeconds(1)));
    }

    @Test
    @DisplayName("a root without keyUsage and one of another CA are accepted with a notice")
    void notices() throws TrustProblem {
        assertEquals(
                List.of(
                        "certificate 1 (line 1) has no extension keyUsage, so it may be used for"
                                + " everything"),
                bundle("open-use").notices());
        assertEquals(
                List.of(
                        "certificate 1 (line 1) is issued by another CA, which is not trusted by"
                                + " this alone"),
                bundle("intermediate").notices());
    }

    @Test
    @DisplayName("D17: a renewal is a new certificate for the same key, and nothing else")
    void knowsRenewal() throws TrustProblem {
        TrustBundle old = bundle("ec-256");
        TrustBundle renewed = bundle("ec-256-renewed");

        assertTrue(renewed.isRenewalOf(old));
        assertTrue(renewed.sharesKeyWith(old));
        assertFalse(renewed.containsAny(old));
        assertNotEquals(old, renewed);
        assertFalse(old.isRenewalOf(old));
        assertFalse(bundle("ec-384").isRenewalOf(old));
        assertFalse(bundle("ec-384").sharesKeyWith(old));
    }

    @Test
    @DisplayName("a union holds the roots of both, once")
    void unites() throws TrustProblem {
        TrustBundle both = bundle("ec-256").union(bundle("rsa-2048", "ec-256"));

        assertEquals(bundle("rsa-2048", "ec-256"), both);
        assertTrue(both.containsAll(bundle("rsa-2048")));
        assertTrue(both.containsAny(bundle("rsa-2048", "ec-384")));
        assertFalse(both.containsAll(bundle("rsa-2048", "ec-384")));
        assertFalse(both.containsAny(bundle("ec-384")));
    }

    @Test
    @DisplayName("D9, D22: a union of more than eight roots is refused")
    void limitsUnion() throws TrustProblem {
        String nine = pem("nine");
        TrustBundle eight = parse(nine.substring(0, nine.lastIndexOf("-----BEGIN")));

        TrustProblem problem =
                assertThrows(TrustProblem.class, () -> eight.union(bundle("ec-256")));
        assertEquals(Kind.TOO_LARGE, problem.kind());
    }

    @Test
    @DisplayName("a bundle in a message is a number and a fingerprint")
    void namesItself() throws TrustProblem {
        TrustBundle bundle = bundle("ec-256");

        assertEquals("1 root(s), sha256 " + bundle.fingerprint(), bundle.toString());
    }

    private static TrustProblem refused(String text, Instant now) {
        return assertThrows(TrustProblem.class, () -> TrustBundle.parse(text, Roots.WHERE, now));
    }
}
