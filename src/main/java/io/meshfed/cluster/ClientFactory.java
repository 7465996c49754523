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
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes the JDK's HTTP client behave: our TLS, no redirects, an end when it is closed. */
final class ClientFactory extends JdkHttpClientFactory {

    private final ContextSettings context;
    private final LoginSource login;
    private final Interceptor listener;
    private final ContextTls tls;
    private final RememberingBuilder builder =
            new RememberingBuilder(java.net.http.HttpClient.newBuilder());

    ClientFactory(ContextSettings context, LoginSource login, Interceptor listener) {
        this.context = context;
        this.listener = listener;
        this.login = login;
        this.tls = new ContextTls(context, login);
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
        client.sslContext(tls.context());
        client.sslParameters(tls.parameters());
    }

    @Override
    protected void closeHttpClient(JdkHttpClientImpl client) {
        builder.closeAll();
    }
}
