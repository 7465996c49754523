package io.meshfed.cluster.kubeconfig;

import io.meshfed.report.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Reads the cluster entry of a kubeconfig. */
final class ServerReader {

    private final Fields cluster;
    private final Set<Risk> accepted;

    ServerReader(Fields cluster, Set<Risk> accepted) {
        this.cluster = cluster;
        this.accepted = accepted;
    }

    ServerSettings read() {
        boolean unchecked = cluster.flag("insecure-skip-tls-verify");
        URI url = url();
        boolean plain = url.getScheme().equalsIgnoreCase("http");
        if ((unchecked || plain) && !accepted.contains(Risk.INSECURE_CONNECTION)) {
            throw cluster.problem(
                    unchecked
                            ? "insecure-skip-tls-verify is set: anybody on the way could answer"
                            : "%s has no TLS: anybody on the way could read the credentials"
                                    .formatted(SafeText.of(url.toString())),
                    "Name the server's authority in certificate-authority-data, or accept it with "
                            + Risk.INSECURE_CONNECTION.option()
                            + ".");
        }
        String authority = cluster.content("certificate-authority");
        if (unchecked && !authority.isEmpty()) {
            throw cluster.problem(
                    "it has both an authority and insecure-skip-tls-verify", "Remove one of them.");
        }
        return new ServerSettings(
                url, authority, cluster.text("tls-server-name"), proxy(), unchecked);
    }

    private URI url() {
        String server = cluster.text("server");
        if (server.isEmpty()) {
            throw cluster.wrong("server", "is missing");
        }
        URI url = parsed("server", server.replaceAll("/+$", ""));
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean supported = scheme.equals("https") || scheme.equals("http");
        if (!supported || url.getHost() == null) {
            throw cluster.wrong("server", "must be a URL such as https://api.example.com:6443");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || fragment(url)) {
            throw cluster.wrong("server", "must have no user, query or fragment");
        }
        return url;
    }

    private static boolean fragment(URI url) {
        return url.getRawFragment() != null;
    }

    private String proxy() {
        String text = cluster.text("proxy-url");
        if (text.isEmpty()) {
            return "";
        }
        URI proxy = parsed("proxy-url", text);
        String scheme = proxy.getScheme() == null ? "" : proxy.getScheme();
        if (!scheme.equalsIgnoreCase("http")) {
            throw cluster.wrong(
                    "proxy-url",
                    "is a %s proxy; only http:// proxies are supported"
                            .formatted(scheme.isEmpty() ? "nameless" : SafeText.of(scheme)));
        }
        if (proxy.getHost() == null || proxy.getPort() < 0) {
            throw cluster.wrong("proxy-url", "must be a URL such as http://HOST:3128");
        }
        if (proxy.getRawUserInfo() != null) {
            // The JDK never sends Basic credentials to a proxy that it tunnels TLS through.
            throw cluster.wrong("proxy-url", "has credentials; only proxies without are supported");
        }
        return proxy.toString();
    }

    private URI parsed(String key, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notAUrl) {
            throw cluster.wrong(key, "is not a URL");
        }
    }
}
