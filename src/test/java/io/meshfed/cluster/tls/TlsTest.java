package io.meshfed.cluster.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("of what a connection offers")
class TlsTest {

    @Test
    @DisplayName("ChaCha20 comes first, and all that the JDK would offer is offered")
    void suites() throws Exception {
        SSLContext context = Tls.context(Tls.key("", ""), Tls.trustAnybody());
        SSLParameters usual = context.getDefaultSSLParameters();

        SSLParameters ours = Tls.parameters(context);

        assertEquals("TLS_CHACHA20_POLY1305_SHA256", ours.getCipherSuites()[0]);
        assertEquals(Set.of(usual.getCipherSuites()), Set.of(ours.getCipherSuites()));
        assertEquals(List.of(usual.getProtocols()), List.of(ours.getProtocols()));
    }
}
