package io.meshfed.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "10.0.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "2001:db8::7",
                "fd00::1",
                "gateway",
                "gw.example.com",
                "A1.us-east-1.elb.amazonaws.com",
                "1.example.com",
                "x.127.0.0.1.nip.io",
                "ingress-west.east-cp.svc.cluster.local"
            })
    @DisplayName("addresses of machines and host names are accepted")
    void accepts(String address) {
        assertEquals(Optional.empty(), GatewayAddress.problem(address));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "127.9.9.9, loopback",
        "::1, loopback",
        "0:0:0:0:0:0:0:1, loopback",
        "169.254.1.1, link-local",
        "fe80::1, link-local",
        "169.254.169.254, metadata",
        "168.63.129.16, metadata",
        "100.100.100.200, metadata",
        "fd00:ec2::254, metadata",
        "metadata.google.internal, metadata",
        "Metadata.Google.Internal, metadata",
        "0.0.0.0, single machine",
        "0.1.2.3, single machine",
        "::, single machine",
        "224.0.0.1, single machine",
        "255.255.255.255, single machine",
        "ff02::1, single machine",
        "localhost, every machine's own",
        "LOCALHOST, every machine's own",
        "a.localhost, every machine's own",
        "::ffff:7f00:1, hides an IPv4",
        "::ffff:a9fe:a9fe, hides an IPv4",
        "::7f00:1, hides an IPv4",
        "64:ff9b::7f00:1, hides an IPv4",
        "2002:7f00:1::, hides an IPv4",
        "::ffff:127.0.0.1, neither",
        "fe80::1%eth0, neither",
        "gw.example.com:8188, neither",
        "https://gw.example.com, neither",
        "2130706433, four decimal",
        "0177.0.0.1, four decimal",
        "127.1, four decimal",
        "0x7f000001, four decimal",
        "0x7f.0.0.0x1, four decimal",
        "1.2.3.256, four decimal",
        "1.2.3.4.5, four decimal",
        "1.2.3.04, four decimal",
        "gw.example.123, four decimal",
        "1:2:3, is not an IP address",
        "1.2.3.4., neither",
        ".example.com, neither",
        "a..b, neither",
        "-a.example.com, neither"
    })
    @DisplayName(
            "E7: addresses that lead to the caller itself, or hide where they lead, are refused")
    void refuses(String address, String reason) {
        String problem = GatewayAddress.problem(address).orElse("accepted");

        assertTrue(problem.contains(reason), problem);
    }
}
