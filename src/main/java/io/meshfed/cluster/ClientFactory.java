package io.meshfed.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpClient.ProxyType;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientImpl;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.LoginSource;
import io.meshfed.cluster.kubeconfig.ServerSettings;
import io.meshfed.cluster.kubeconfig.UserSettings;
import io.meshfed.cluster.tls.Tls;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Makes the JDK's HTTP client behave: our TLS, no redirects, an end when it is closed. */
final class ClientFactory extends JdkHttpClientFactory {

    private final ContextSettings context;
    private final LoginSource login;
    private final Interceptor listener;
    private final SSLContext tls;
    private final RememberingBuilder builder =
            new RememberingBuilder(java.net.http.HttpClient.newBuilder());

    ClientFactory(ContextSettings context, LoginSource login, Interceptor listener) {
        this.context = context;
        this.listener = listener;
        this.login = login;
        this.tls = tls();
    }

    /** Instead of the library's own reading of the configuration, which follows redirects. */
    @Override
    public HttpClient.Builder newBuilder(Config config) {
        return ours();
    }

    HttpClient.Builder ours() {
        HttpClient.Builder ours = newBuilder();
        ours.connectTimeout(Limits.STANDARD.connect().toMillis(), TimeUnit.MILLISECONDS);
        ours.tag(new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build());
        ours.addOrReplaceInterceptor("meshfed", new SentCredential(context.user(), login));
        ours.addOrReplaceInterceptor("meshfed-listener", listener);
        Optional<URI> proxy = context.server().proxy();
        if (proxy.isPresent()) {
            ours.proxyType(ProxyType.HTTP);
            ours.proxyAddress(new InetSocketAddress(proxy.get().getHost(), proxy.get().getPort()));
        } else {
            // Without a word about proxies the JDK asks its system properties.
            ours.proxyType(ProxyType.DIRECT);
        }
        return ours;
    }

    @Override
    protected java.net.http.HttpClient.Builder createNewHttpClientBuilder() {
        return builder;
    }

    @Override
    protected void additionalConfig(java.net.http.HttpClient.Builder client) {
        client.followRedirects(java.net.http.HttpClient.Redirect.NEVER);
        // With HTTP/2 every request shares one connection, so that a retry after a stall would go
        // into the same dead one.
        client.version(java.net.http.HttpClient.Version.HTTP_1_1);
        client.sslContext(tls);
        String name = context.server().expectedName();
        if (!name.isEmpty()) {
            client.sslParameters(announcing(name));
        }
    }

    /** Takes effect for a server named by its address; the JDK announces any other name itself. */
    private SSLParameters announcing(String name) {
        SSLParameters parameters = tls.getDefaultSSLParameters();
        try {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        } catch (IllegalArgumentException noHostName) {
            throw broken("tls-server-name is not a host name", noHostName);
        }
        return parameters;
    }

    @Override
    protected void closeHttpClient(JdkHttpClientImpl client) {
        builder.closeAll();
    }

    private SSLContext tls() {
        ServerSettings server = context.server();
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
        UserSettings user = context.user();
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
                        .formatted(SafeText.of(context.name()), SafeText.of(problem)),
                "Correct it in the kubeconfig.",
                List.of(),
                cause);
    }
}
