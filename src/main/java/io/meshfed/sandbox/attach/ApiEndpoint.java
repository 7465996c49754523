package io.meshfed.sandbox.attach;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;

/**
 * Where one API server is, and who we are there.
 *
 * @param cluster as the federation file calls it
 * @param url without a slash at its end
 * @param http trusts that server and no other, follows no redirects, and has a limit for connecting
 */
public record ApiEndpoint(String cluster, URI url, HttpClient http, Credential credential) {

    public ApiEndpoint {
        requireNonNull(cluster);
        requireNonNull(url);
        requireNonNull(http);
        requireNonNull(credential);
    }
}
