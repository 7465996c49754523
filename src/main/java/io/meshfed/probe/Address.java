package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port to connect to.
 *
 * @param host a name or an IP; an IPv6 address without brackets
 * @param port from 1 to 65535
 */
public record Address(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]{2,45})]|([A-Za-z0-9._-]{1,253})):([0-9]{1,5})");

    private static final int LAST_PORT = 65_535;

    public Address {
        requireNonNull(host);
        if (host.isEmpty() || port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("'%s:%d' is no host and port".formatted(host, port));
        }
    }

    /**
     * @throws IllegalArgumentException when it is not of the form {@code HOST:PORT} or {@code
     *     [IPV6]:PORT}
     */
    public static Address parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'%s' is not of the form HOST:PORT".formatted(text));
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return new Address(host, Integer.parseInt(form.group(3)));
    }

    /** As it stands in a URL. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
