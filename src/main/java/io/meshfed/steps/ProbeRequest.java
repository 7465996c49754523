package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.tls.Tls;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.probe.Address;
import io.meshfed.probe.Header;
import io.meshfed.probe.Target;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request of a probe, as a user describes it.
 *
 * @param path with its query, from the slash on; what an {@link Entrance.At} says counts more
 * @param connectTo where to connect to instead, {@code HOST:PORT}; empty for what the URL says
 * @param authorityPem whom to trust over TLS; empty for the authorities of the JDK
 */
public record ProbeRequest(
        Entrance entrance,
        String path,
        String connectTo,
        List<Header> headers,
        int expectedStatus,
        String authorityPem) {

    public ProbeRequest {
        requireNonNull(entrance);
        requireNonNull(path);
        requireNonNull(connectTo);
        headers = List.copyOf(headers);
        requireNonNull(authorityPem);
    }

    Target target(StepContext context, Mesh mesh) {
        Target target =
                Target.of(url(entrance.base(context, mesh)))
                        .with(headers)
                        .expecting(expectedStatus);
        return connectTo.isEmpty() ? target : target.via(Address.parse(connectTo));
    }

    private URI url(URI base) {
        boolean whole = !base.getRawPath().isEmpty() || base.getRawQuery() != null;
        try {
            return Target.url(whole ? base.toString() : base + path);
        } catch (IllegalArgumentException wrong) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "'%s' is no path of a URL".formatted(path),
                    "It begins with a slash, and has no blanks: --path /info");
        }
    }

    SSLSocketFactory tls() {
        try {
            return Tls.context(Tls.key("", ""), Tls.trust(authorityPem, "")).getSocketFactory();
        } catch (GeneralSecurityException | IOException broken) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the file of --ca-file holds no certificates that can be used",
                    "It is PEM: one or more CERTIFICATE blocks.",
                    List.of(),
                    broken);
        }
    }
}
