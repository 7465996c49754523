package io.meshfed.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * What the kubeconfig says of one API server; for a rehearsal it may be wrong.
 *
 * @param authorityPem whom clients are to trust
 * @param expectedName the name that its certificate must carry; empty for the one in the URL
 */
public record Announced(String url, String authorityPem, String expectedName) {

    public Announced {
        requireNonNull(url);
        requireNonNull(authorityPem);
        requireNonNull(expectedName);
    }

    public Announced at(String other) {
        return new Announced(other, authorityPem, expectedName);
    }

    public Announced trusting(String otherPem) {
        return new Announced(url, otherPem, expectedName);
    }

    public Announced expecting(String name) {
        return new Announced(url, authorityPem, name);
    }
}
