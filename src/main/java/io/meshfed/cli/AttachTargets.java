package io.meshfed.cli;

import io.meshfed.cluster.ContextTls;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.cluster.kubeconfig.LoginSource;
import io.meshfed.cluster.kubeconfig.Risk;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.sandbox.attach.ApiEndpoint;
import io.meshfed.sandbox.attach.Credential;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The clusters of a federation as a sandbox reaches them that attaches to them. */
final class AttachTargets {

    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final String AUTHORIZATION = "Authorization";

    private AttachTargets() {}

    /** Sends nothing; may start a credential plugin where that is allowed. */
    static List<ApiEndpoint> of(Federation federation, Kubeconfig kubeconfig, Set<Risk> accepted) {
        return federation.clusters().stream()
                .map(cluster -> endpoint(cluster, kubeconfig.context(cluster.context(), accepted)))
                .toList();
    }

    private static ApiEndpoint endpoint(ClusterRef cluster, ContextSettings context) {
        LoginSource login = new LoginSource(context);
        ContextTls tls = new ContextTls(context, login);
        HttpClient.Builder http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .sslContext(tls.context())
                        .sslParameters(tls.parameters())
                        // Without a word about proxies the JDK asks its system properties.
                        .proxy(HttpClient.Builder.NO_PROXY);
        context.server()
                .proxy()
                .ifPresent(
                        proxy ->
                                http.proxy(
                                        ProxySelector.of(
                                                new InetSocketAddress(
                                                        proxy.getHost(), proxy.getPort()))));
        return new ApiEndpoint(
                cluster.name(), context.server().url(), http.build(), new Login(context, login));
    }

    /** Who the context says we are, each time anew: tokens run out. */
    private record Login(ContextSettings context, LoginSource source) implements Credential {

        @Override
        public Map<String, List<String>> headers() {
            Map<String, List<String>> headers = new TreeMap<>(context.user().impersonation());
            Secret authorization = source.header();
            if (!authorization.isEmpty()) {
                headers.put(AUTHORIZATION, List.of(authorization.reveal()));
            }
            return headers;
        }

        @Override
        public boolean renew(Map<String, List<String>> refused) {
            return refused.getOrDefault(AUTHORIZATION, List.of()).stream()
                    .anyMatch(header -> source.renew(new Secret(header)));
        }
    }
}
