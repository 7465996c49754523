package io.meshfed.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    private static String request(Target target) {
        return new String(target.request(), StandardCharsets.US_ASCII);
    }

    @Test
    @DisplayName(
            "a request says what the URL and the headers say, and where it goes to does not show")
    void request() {
        Target target =
                Target.of(URI.create("https://info.example.com:8443/info?a=b%20c"))
                        .via(new Address("10.0.0.1", 443))
                        .with(
                                List.of(
                                        Header.parse("accept: text/plain"),
                                        Header.parse("X-A:  b ")));

        assertEquals(
                "GET /info?a=b%20c HTTP/1.1\r\nHost: info.example.com:8443\r\naccept: text/plain\r\nX-A: b\r\n\r\n",
                request(target));
        assertTrue(request(Target.of(URI.create("http://h"))).startsWith("GET / HTTP/1.1\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://info.example.com/x, info.example.com:80",
        "https://info.example.com, info.example.com:443",
        "http://[::1]:81/, [::1]:81",
    })
    @DisplayName("without another place requests go where the URL says")
    void address(String url, String address) {
        assertEquals(address, Target.of(Target.url(url)).address().toString());
        assertEquals(address, Address.parse(address).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "info",
                "/info",
                "ftp://h/",
                "http:///x",
                "http://u:secret@h/",
                "http://h/#x",
                "http://h/ x",
                "http://h/\r\nX: y",
                "http://h/ü",
                "file:///etc/passwd",
                "mailto:x"
            })
    @DisplayName("what is no URL to probe is refused, and what may be a password is not repeated")
    void urls(String text) {
        String told =
                assertThrows(IllegalArgumentException.class, () -> Target.url(text)).getMessage();
        assertFalse(told.contains("secret"), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", ":80", "host:0", "host:65536", "::1:80", "a b:80"})
    @DisplayName("what is no host and port is refused")
    void addresses(String text) {
        assertThrows(IllegalArgumentException.class, () -> Address.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                ": secret",
                "A B: secret",
                "A: secret\r\nB: c",
                "Host: secret",
                "Content-Length: 7",
                "transfer-encoding: chunked",
                "A: sëcret"
            })
    @DisplayName("what is no header, or not ours to change, is refused, and its value not repeated")
    void headers(String text) {
        String told =
                assertThrows(IllegalArgumentException.class, () -> Header.parse(text)).getMessage();
        assertFalse(told.contains("secret"), told);
    }

    @Test
    @DisplayName("the value of a header never shows")
    void secret() {
        assertEquals("Authorization", Header.parse("Authorization: Bearer x").toString());
    }
}
