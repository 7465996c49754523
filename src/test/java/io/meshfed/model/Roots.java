package io.meshfed.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Certificates that openssl made, valid from 2020 to 2120; {@code roots/make.sh} says how. */
final class Roots {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final String WHERE = "ConfigMap east/istio-ca-root-cert, key root-cert.pem";

    static final String RSA = pem("rsa-2048");
    static final String EC = pem("ec-256");

    private Roots() {}

    static String pem(String name) {
        try (InputStream in = Roots.class.getResourceAsStream("roots/" + name + ".pem")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TrustBundle bundle(String... names) throws TrustProblem {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(pem(name));
        }
        return parse(all.toString());
    }

    static TrustBundle parse(String text) throws TrustProblem {
        return TrustBundle.parse(text, WHERE, NOW);
    }
}
