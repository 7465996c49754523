package io.meshfed.cluster;

import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.LoginSource;
import io.meshfed.cluster.kubeconfig.ServerSettings;
import io.meshfed.cluster.kubeconfig.UserSettings;
import io.meshfed.cluster.tls.Tls;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** TLS as a context of the kubeconfig says it: whom we trust, and what we show. */
public final class ContextTls {

    private final ContextSettings settings;
    private final LoginSource login;
    private final SSLContext context;

    /**
     * @throws FederationException INPUT when certificates or keys are broken
     */
    public ContextTls(ContextSettings settings, LoginSource login) {
        this.settings = settings;
        this.login = login;
        this.context = build();
    }

    public SSLContext context() {
        return context;
    }

    /**
     * With the name that the server is to be asked for, where the kubeconfig gives one. It takes
     * effect for a server named by its address; the JDK announces any other name itself.
     */
    public SSLParameters parameters() {
        SSLParameters parameters = Tls.parameters(context);
        String name = settings.server().expectedName();
        if (name.isEmpty()) {
            return parameters;
        }
        try {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        } catch (IllegalArgumentException noHostName) {
            throw broken("tls-server-name is not a host name", noHostName);
        }
        return parameters;
    }

    private SSLContext build() {
        ServerSettings server = settings.server();
        try {
            TrustManager trust =
                    server.unchecked()
                            ? Tls.trustAnybody()
                            : Tls.trust(server.authorityPem(), server.expectedName());
            return Tls.context(key(), trust);
        } catch (GeneralSecurityException | IOException broken) {
            throw broken("broken certificate authority: " + broken.getMessage(), broken);
        }
    }

    private KeyManager key() {
        UserSettings user = settings.user();
        if (user.exec().isPresent()) {
            return new PluginKeyManager(login);
        }
        try {
            return Tls.key(user.certificatePem(), user.keyPem().reveal());
        } catch (GeneralSecurityException | IOException broken) {
            throw broken(
                    "broken client certificate or key of user '%s': %s"
                            .formatted(SafeText.of(user.name()), broken.getMessage()),
                    null);
        }
    }

    private FederationException broken(String problem, Exception cause) {
        return new FederationException(
                ErrorClass.INPUT,
                "kubeconfig, context '%s': %s"
                        .formatted(SafeText.of(settings.name()), SafeText.of(problem)),
                "Correct it in the kubeconfig.",
                List.of(),
                cause);
    }
}
