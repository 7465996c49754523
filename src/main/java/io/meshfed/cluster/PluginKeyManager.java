package io.meshfed.cluster;

import io.meshfed.cluster.kubeconfig.ExecResult;
import io.meshfed.cluster.kubeconfig.LoginSource;
import io.meshfed.cluster.tls.Tls;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Shows the client certificate that an exec plugin gave, the newest one at each handshake. Nothing
 * is started before the first connection.
 */
final class PluginKeyManager extends X509ExtendedKeyManager {

    private final LoginSource login;
    private ExecResult shown = ExecResult.NONE;
    private X509ExtendedKeyManager current = manager(ExecResult.NONE);

    PluginKeyManager(LoginSource login) {
        this.login = login;
    }

    private synchronized X509ExtendedKeyManager current() {
        ExecResult credential = login.credential();
        if (!credential.equals(shown)) {
            shown = credential;
            current = manager(credential);
        }
        return current;
    }

    private static X509ExtendedKeyManager manager(ExecResult credential) {
        try {
            return Tls.key(credential.certificatePem(), credential.keyPem().reveal());
        } catch (GeneralSecurityException | IOException broken) {
            throw new FederationException(
                    ErrorClass.AUTH,
                    "the exec plugin printed a broken client certificate or key",
                    "Log in again, or use a token.");
        }
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return current().chooseEngineClientAlias(types, issuers, engine);
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return current().chooseClientAlias(types, issuers, socket);
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return current().getClientAliases(type, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current().getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current().getPrivateKey(alias);
    }

    // Null is how this interface says "none".
    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return null;
    }
}
