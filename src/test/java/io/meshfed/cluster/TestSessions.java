package io.meshfed.cluster;

import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.cluster.kubeconfig.ServerSettings;
import io.meshfed.cluster.kubeconfig.UserSettings;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The pieces that tests of sessions are made of. */
final class TestSessions {

    static final String TOKEN = "sha256~c4n4ry-0f-4-t0k3n";

    static final ResourceType CONFIG_MAPS =
            new ResourceType("", "v1", "ConfigMap", "configmaps", true);

    static final ObjectRef X = new ObjectRef(CONFIG_MAPS, "ns", "x");

    /** Shorter, so that a test of a server that falls silent does not take long. */
    static final Limits SHORT =
            new Limits(
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(300),
                    5,
                    Duration.ofSeconds(120));

    static final ApiCall GET =
            ApiCall.read(new AccessRule("get", "", "configmaps", "ns", "x"), "/x");

    private TestSessions() {}

    static ApiErrors errors() {
        return new ApiErrors(
                new ClusterRef("aro", "ctx", ""),
                context(server("https://api.aro:6443", ""), user()));
    }

    static ContextSettings context(ServerSettings server, UserSettings user) {
        return new ContextSettings("ctx", "", server, user);
    }

    static ServerSettings server(String url, String authority) {
        return new ServerSettings(URI.create(url), authority, "", "", false);
    }

    static UserSettings user() {
        return new UserSettings(
                "jane", new UserSettings.Token(new Secret(TOKEN)), "", Secret.NONE, Map.of());
    }

    /** A session whose pauses between tries take no time. */
    static ApiSession session(ContextSettings context, SessionOptions options, Limits limits) {
        ClusterRef cluster = new ClusterRef("aro", "ctx", "");
        ApiClient client =
                new ApiClient(
                        new ServerConnection(context, options),
                        new ApiErrors(cluster, context),
                        options,
                        limits,
                        new VirtualTime(options.cancellation()));
        return new ApiSession(cluster, context, client, options);
    }

    static ApiSession session(String url) {
        return session(
                context(server(url, ServerKeys.LOCALHOST.pem()), user()),
                SessionOptions.of("test"),
                Limits.STANDARD);
    }
}
