package io.meshfed.cluster;

import io.meshfed.cluster.json.Json;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.cluster.kubeconfig.UserSettings;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.ApiServerOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An API server to test against, embedded or real, and somebody else who works on it: other tools
 * own what they write under names of their own.
 *
 * @param stop ends the server
 */
record TestCluster(
        String url, String authority, String adminToken, String readerToken, Runnable stop) {

    static TestCluster embedded() {
        ApiServer server = ApiServer.start(ApiServerOptions.of("aro"));
        return new TestCluster(
                server.uri().toString().replaceAll("/$", ""),
                server.caPem(),
                server.adminToken(),
                server.readerToken(),
                server::close);
    }

    /** A session of the administrator, for a federation named {@code test}. */
    ApiSession session(SessionOptions options, String pin) {
        return session(options, pin, adminToken);
    }

    /** As {@link #session(SessionOptions, String)}; it writes only while it has the lock. */
    ApiSession session(WriteLocks locks) {
        SessionOptions options = SessionOptions.of("test");
        ClusterRef cluster = new ClusterRef("aro", "ctx", "");
        ContextSettings context = context(adminToken);
        return new ApiSession(
                cluster,
                context,
                client(cluster, context, options),
                new ApiSession.Means(options, locks, new Parallel()));
    }

    ApiSession readerSession() {
        return session(SessionOptions.of("test"), "", readerToken);
    }

    private ApiSession session(SessionOptions options, String pin, String token) {
        ClusterRef cluster = new ClusterRef("aro", "ctx", pin);
        ContextSettings context = context(token);
        return new ApiSession(cluster, context, client(cluster, context, options), options);
    }

    private ContextSettings context(String token) {
        UserSettings user =
                new UserSettings(
                        "jane",
                        new UserSettings.Token(new Secret(token)),
                        "",
                        Secret.NONE,
                        Map.of());
        return TestSessions.context(TestSessions.server(url, authority), user);
    }

    private static ApiClient client(
            ClusterRef cluster, ContextSettings context, SessionOptions options) {
        return new ApiClient(
                new ServerConnection(context, options),
                new ApiErrors(cluster, context),
                options,
                Pace.of(options));
    }

    /** Creates an object as somebody who does not know of meshfed. */
    void create(
            String manager, ObjectRef ref, Map<String, Object> labels, Map<String, Object> rest) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", ref.name());
        metadata.put("labels", labels);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", ref.type().apiVersion());
        tree.put("kind", ref.type().kind());
        tree.put("metadata", metadata);
        tree.putAll(rest);
        ResourceType type = ref.type();
        send(
                new ApiCall(
                        new AccessRule("create", type.group(), type.plural(), ref.namespace(), ""),
                        "POST",
                        ResourcePath.of(type, ref.namespace()) + "?fieldManager=" + manager,
                        "application/json",
                        Json.write(tree)));
    }

    /** Changes an object by a patch of the given content type. */
    void patch(String manager, ObjectRef ref, String contentType, Map<String, Object> patch) {
        send(
                ApiCall.patch(
                        new AccessRule("patch", "", "", "", ""),
                        ResourcePath.of(ref) + "?fieldManager=" + manager,
                        contentType,
                        Json.write(patch)));
    }

    void delete(ObjectRef ref) {
        AccessRule asks = new AccessRule("delete", "", "", "", "");
        send(ApiCall.delete(asks, ResourcePath.of(ref), "{}"));
    }

    private void send(ApiCall call) {
        ClusterRef cluster = new ClusterRef("aro", "ctx", "");
        SessionOptions options = SessionOptions.of("somebody-else");
        try (ApiClient client = client(cluster, context(adminToken), options)) {
            ApiAnswer answer = client.call(call);
            if (!answer.ok()) {
                throw new IllegalStateException(answer.toString());
            }
        }
    }
}
