package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TypedClientTest {

    @Test
    @DisplayName("a typed client built on a connection acts as us and follows no redirect")
    void sharesTheConnection() {
        ScriptedServer.Line good = ScriptedServer.json(200, ScriptedServer.CONFIG_MAP);
        try (ScriptedServer other = new ScriptedServer();
                ScriptedServer server =
                        new ScriptedServer(
                                good,
                                ScriptedServer.answer(302, Map.of("Location", other.url()), ""));
                ServerConnection connection = connection(server);
                KubernetesClient client =
                        new KubernetesClientBuilder()
                                .withConfig(connection.config())
                                .withHttpClientFactory(connection.factory())
                                .build()) {
            assertEquals("x", name(client));
            assertEquals(
                    "Bearer " + TestSessions.TOKEN,
                    server.requests().get(0).header("Authorization"));
            assertThrows(RuntimeException.class, () -> name(client));
            assertEquals(List.of(), other.requests());
        }
    }

    private static String name(KubernetesClient client) {
        return client.configMaps().inNamespace("ns").withName("x").get().getMetadata().getName();
    }

    private static ServerConnection connection(ScriptedServer server) {
        ContextSettings context =
                TestSessions.context(
                        TestSessions.server(server.url(), ServerKeys.LOCALHOST.pem()),
                        TestSessions.user());
        return new ServerConnection(context, SessionOptions.of("test"));
    }
}
