package io.meshfed.cluster.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts a server whose certificate leads to our authorities and carries the expected name. It
 * checks the name itself: the JDK would check it against the URL, and not at all when a system
 * property says so.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private final X509TrustManager authorities;
    private final String expectedName;

    /**
     * @param expectedName empty for the host of the URL
     */
    ServerTrust(X509TrustManager authorities, String expectedName) {
        this.authorities = authorities;
        this.expectedName = expectedName;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType, engine.getPeerHost());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        String host =
                socket instanceof SSLSocket tls ? tls.getHandshakeSession().getPeerHost() : "";
        check(chain, authType, host);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("the server's name is not known");
    }

    private void check(X509Certificate[] chain, String authType, String host)
            throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, authType);
            // A certificate that is its own authority is trusted by the JDK whatever its dates.
            chain[0].checkValidity();
        } catch (CertificateException untrusted) {
            throw new UntrustedServerException(UntrustedServerException.why(untrusted), chain[0]);
        }
        String name = expectedName.isEmpty() ? host : expectedName;
        if (!CertificateNames.match(chain[0], name)) {
            throw new UntrustedServerException("it is not for '" + name + "'", chain[0]);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
