package io.meshfed.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges an address that a file or a cluster gives for a gateway. istiod of the peer will connect
 * to it, so it must not lead back into that cluster's own machines.
 */
public final class GatewayAddress {

    private static final Pattern DECIMAL_QUAD =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern HOST =
            Pattern.compile(
                    "[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?"
                            + "(\\.[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)*");

    /** What resolvers take for a number in the last place makes the whole an IPv4 address. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

    private static final List<String> METADATA =
            List.of(
                    "169.254.169.254",
                    "168.63.129.16",
                    "100.100.100.200",
                    "fd00:ec2:0:0:0:0:0:254");

    private GatewayAddress() {}

    /**
     * Why no gateway can be reached there, to stand behind the address in a sentence; empty when
     * nothing speaks against it.
     */
    public static Optional<String> problem(String text) {
        if (text.contains(":")) {
            return ipv6Problem(text);
        }
        String last = text.substring(text.lastIndexOf('.') + 1);
        if (NUMBER.matcher(last).matches()) {
            return ipv4Problem(text);
        }
        return hostProblem(text);
    }

    private static Optional<String> ipv4Problem(String text) {
        if (!DECIMAL_QUAD.matcher(text).matches() || !inRange(text)) {
            return Optional.of("is not an IP address of four decimal numbers");
        }
        return literalProblem(text);
    }

    private static boolean inRange(String quad) {
        for (String part : quad.split("\\.")) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> ipv6Problem(String text) {
        // Only hexadecimal groups: the forms that carry an IPv4 address hide which one it is.
        if (text.contains("//") || !text.matches("[0-9a-fA-F:]+")) {
            return Optional.of(
                    "is neither an IP address nor a host name; ports have keys of their own");
        }
        return literalProblem(text);
    }

    private static Optional<String> literalProblem(String text) {
        InetAddress address;
        try {
            // A literal is parsed, never looked up.
            address = InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return Optional.of("is not an IP address");
        }
        if (text.contains(":") && !(address instanceof Inet6Address) || carriesIpv4(address)) {
            return Optional.of("hides an IPv4 address; write that one");
        }
        if (METADATA.contains(address.getHostAddress())) {
            return Optional.of("is a cloud's metadata service");
        }
        if (address.isLoopbackAddress()) {
            return Optional.of("is a loopback address: every machine's own");
        }
        if (address.isLinkLocalAddress()) {
            return Optional.of("is a link-local address");
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || reserved(address)) {
            return Optional.of("is no address of a single machine");
        }
        return Optional.empty();
    }

    /** 0.0.0.0/8 and 240.0.0.0/4. */
    private static boolean reserved(InetAddress address) {
        int first = address.getAddress()[0] & 0xff;
        return address.getAddress().length == 4 && (first == 0 || first >= 240);
    }

    /** IPv4-compatible, NAT64 and 6to4 addresses. */
    private static boolean carriesIpv4(InetAddress address) {
        byte[] b = address.getAddress();
        if (b.length == 4) {
            return false;
        }
        boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
        boolean nat64 = b[0] == 0 && b[1] == 0x64 && b[2] == (byte) 0xff && b[3] == (byte) 0x9b;
        boolean zeros = true;
        for (int i = 0; i < 10; i++) {
            zeros &= b[i] == 0;
        }
        boolean special = address.isAnyLocalAddress() || address.isLoopbackAddress();
        return sixToFour || nat64 || (zeros && !special);
    }

    private static Optional<String> hostProblem(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(text).matches()) {
            return Optional.of("is neither an IP address nor a host name");
        }
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return Optional.of("is every machine's own");
        }
        if (name.equals("metadata.google.internal")) {
            return Optional.of("is a cloud's metadata service");
        }
        return Optional.empty();
    }
}
