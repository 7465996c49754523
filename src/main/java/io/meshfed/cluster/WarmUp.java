package io.meshfed.cluster;

import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.cluster.kubeconfig.ServerSettings;
import io.meshfed.cluster.kubeconfig.UserSettings;
import io.meshfed.cluster.tls.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;

/**
 * Gets a Java process ready for its first HTTPS request while it still reads its arguments and
 * files. Most of what a first request takes is Java loading and starting its TLS and HTTP classes,
 * and that waits for nothing we read. Sends nothing, and nothing depends on it.
 */
public final class WarmUp {

    private static final ContextSettings NOWHERE =
            new ContextSettings(
                    "",
                    "",
                    new ServerSettings(URI.create("https://localhost"), "", "", "", true),
                    new UserSettings("", new UserSettings.NoLogin(), "", Secret.NONE, Map.of()));

    private WarmUp() {}

    /** Begins on a thread of its own. */
    public static void begin() {
        Thread thread = new Thread(WarmUp::run, "meshfed-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        try {
            sayHello(Tls.context(Tls.key("", ""), Tls.trustAnybody()).createSSLEngine());
            new ServerConnection(NOWHERE, SessionOptions.of("")).close();
            CertificateFactory.getInstance("X.509");
            KeyStore none = KeyStore.getInstance("PKCS12");
            none.load(null, null);
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).init(none);
        } catch (GeneralSecurityException | IOException | RuntimeException notReady) {
            // The first request meets the same, and tells it with what it was about.
            return;
        }
    }

    /** The first message of a handshake: it makes the keys, and stays in the buffer. */
    private static void sayHello(SSLEngine engine) throws IOException {
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
    }
}
