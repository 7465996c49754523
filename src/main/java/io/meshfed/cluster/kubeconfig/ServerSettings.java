package io.meshfed.cluster.kubeconfig;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * Where an API server is, and how it proves that it is the right one.
 *
 * @param url without a slash at its end
 * @param authorityPem certificates that may sign the server's; empty for those of the JDK
 * @param expectedName the name its certificate must carry; empty for the URL's host
 * @param proxyUrl an HTTP proxy on the way; empty for none
 * @param unchecked its certificate is not checked at all
 */
public record ServerSettings(
        URI url, String authorityPem, String expectedName, String proxyUrl, boolean unchecked) {

    public ServerSettings {
        requireNonNull(url);
        requireNonNull(authorityPem);
        requireNonNull(expectedName);
        requireNonNull(proxyUrl);
    }

    public Optional<URI> proxy() {
        return proxyUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(proxyUrl));
    }
}
