package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where requests go, and what they say.
 *
 * @param url its host is what the Host header and the server's certificate must say
 * @param address what is connected to, whatever the URL says
 * @param expectedStatus any other is a failed request
 */
public record Target(URI url, Address address, List<Header> headers, int expectedStatus) {

    private static final int OK = 200;

    public Target {
        requireNonNull(url);
        requireNonNull(address);
        headers = List.copyOf(headers);
    }

    /** That URL with status 200, connected to as it says. */
    public static Target of(URI url) {
        return new Target(url, addressOf(url), List.of(), OK);
    }

    /**
     * @throws IllegalArgumentException when it is not a URL of the form {@code
     *     http[s]://HOST[:PORT][/PATH]}; one with a password in it is never repeated
     */
    public static URI url(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException(
                    "it is no URL of the form http[s]://HOST[:PORT]/PATH");
        }
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "it is no URL of the form http[s]://HOST[:PORT]/PATH");
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException("a URL to probe is ASCII, and has no #");
        }
        return url;
    }

    public Target via(Address other) {
        return new Target(url, other, headers, expectedStatus);
    }

    public Target with(List<Header> more) {
        return new Target(url, address, more, expectedStatus);
    }

    public Target expecting(int status) {
        return new Target(url, address, headers, status);
    }

    boolean tls() {
        return "https".equals(url.getScheme());
    }

    /** Without brackets. */
    String host() {
        return addressOf(url).host();
    }

    /** The same bytes for every request. */
    byte[] request() {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String host = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
        StringBuilder request = new StringBuilder("GET " + path + query + " HTTP/1.1\r\n");
        request.append("Host: ").append(host).append("\r\n");
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("accept"))) {
            request.append("Accept: application/json\r\n");
        }
        headers.forEach(
                h -> request.append(h.name()).append(": ").append(h.value()).append("\r\n"));
        return request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Address addressOf(URI url) {
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        return new Address(host, url.getPort() < 0 ? usual : url.getPort());
    }
}
