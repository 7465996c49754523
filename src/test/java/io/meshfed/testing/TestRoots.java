package io.meshfed.testing;

import io.meshfed.model.TrustBundle;
import io.meshfed.model.TrustProblem;
import io.meshfed.sandbox.pki.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Root certificates for meshes, good and bad. */
public final class TestRoots {

    private TestRoots() {}

    /** Made by openssl; the folder's {@code make.sh} says how. */
    public static String openssl(String name) {
        String file = "/io/meshfed/model/roots/" + name + ".pem";
        try (InputStream in = TestRoots.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String fresh() {
        return CertificateAuthority.create("another root").pem();
    }

    /** Negative when it ended already. */
    public static String endingIn(Duration time) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return CertificateAuthority.create(
                        "short-lived root", now.minus(Duration.ofDays(300)), now.plus(time))
                .pem();
    }

    /** As meshfed writes them. */
    public static TrustBundle bundle(String... pems) {
        try {
            return TrustBundle.parse(String.join("", pems), "test", Instant.now());
        } catch (TrustProblem wrong) {
            throw new AssertionError(wrong);
        }
    }
}
