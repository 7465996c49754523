package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.pki.Identity;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApiServerTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final ResourceType ISTIO =
            new ResourceType("sailoperator.io", "v1", "Istio", "istios", false);
    private static final User DEPLOYER = User.named("deployer", "deployer-token");

    private final ApiServer server =
            ApiServer.start(
                    ApiServerOptions.of("aro")
                            .without("federation.maistra.io")
                            .with(ISTIO)
                            .with(DEPLOYER));
    private final Client admin = Client.admin(server);
    private final Client reader = Client.reader(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("who sends no token, or one that nobody has, gets 401 and a Status")
    void unknownSender() {
        assertEquals(401, admin.as("").get(MAPS).code());
        assertEquals("Unauthorized", admin.as("nobody").get(MAPS).json().get("reason"));
    }

    @Test
    @DisplayName("an expired token is refused from then on")
    void expiredToken() {
        assertEquals(200, admin.get(MAPS).code());

        server.expireTokens();

        assertEquals(401, admin.get(MAPS).code());
    }

    @Test
    @DisplayName("the reader reads, and is refused a write in the API server's words")
    void reader() {
        assertEquals(200, reader.get(MAPS).code());

        Client.Answer refused = reader.merge(MAPS + "/x", "{}");

        assertEquals(403, refused.code());
        assertEquals(
                "configmaps \"x\" is forbidden: User \"reader\" cannot patch resource \"configmaps\""
                        + " in API group \"\" in the namespace \"default\"",
                refused.json().get("message"));
    }

    @Test
    @DisplayName("a user with single rights has those and no others, and the access review says so")
    void singleRights() {
        Client deployer = admin.as("deployer-token");
        Rights.grant(
                admin,
                "deployer",
                """
                [{"apiGroups": [""], "resources": ["configmaps"], "verbs": ["get"]},
                 {"apiGroups": [""], "resources": ["configmaps"], "verbs": ["create", "patch"],
                  "resourceNames": ["mine"]}]""");
        String body = configMap("mine");

        assertEquals(201, deployer.apply(MAPS + "/mine?fieldManager=d", body).code());
        assertEquals(403, deployer.apply(MAPS + "/other?fieldManager=d", body).code());
        assertEquals(403, deployer.get(MAPS).code());
        assertTrue(mayPatch(deployer, "mine"));
        assertEquals(false, mayPatch(deployer, "other"));
    }

    @Test
    @DisplayName("the admin may act as somebody else, with that one's rights alone")
    void impersonation() throws Exception {
        HttpRequest request =
                admin.request("DELETE", MAPS + "/x", "", "")
                        .header("Impersonate-User", "reader")
                        .build();

        assertEquals(403, admin.http().send(request, BodyHandlers.ofString()).statusCode());
    }

    @Test
    @DisplayName("a client certificate of the server's CA names its user")
    void clientCertificate() throws Exception {
        Identity identity = server.authority().issue("admin", List.of());
        HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(server.authority().clientContext(identity))
                        .build();
        Client byCertificate = new Client(server.uri(), http, "");

        assertEquals(200, byCertificate.get(MAPS).code());
    }

    @Test
    @DisplayName("a group that is left out is neither listed nor served")
    void groupLeftOut() {
        assertEquals(404, admin.get("/apis/federation.maistra.io/v1").code());
        assertEquals(404, admin.get("/apis/federation.maistra.io/v1/servicemeshpeers").code());
        assertTrue(!admin.get("/apis").body().contains("federation.maistra.io"));
    }

    @Test
    @DisplayName("a kind that is added is listed, and stores what it is given")
    void kindAdded() {
        String body =
                """
                {"apiVersion": "sailoperator.io/v1", "kind": "Istio", "metadata": {"name": "default"},
                 "spec": {"anything": {"goes": [1, 2]}}}
                """;

        assertEquals(201, admin.post("/apis/sailoperator.io/v1/istios", body).code());
        assertTrue(admin.get("/apis/sailoperator.io/v1").body().contains("\"istios\""));
        assertTrue(
                admin.get("/apis/sailoperator.io/v1/istios/default")
                        .body()
                        .contains("{\"anything\":{\"goes\":[1,2]}}"));
    }

    @Test
    @DisplayName("all versions of a kind show the same objects, each in its own version")
    void versions() {
        String base = "/apis/networking.istio.io/";
        String body =
                """
                {"apiVersion": "networking.istio.io/v1beta1", "kind": "Gateway",
                 "metadata": {"name": "g"}, "spec": {"servers": []}}
                """;
        admin.post(base + "v1beta1/namespaces/default/gateways", body);

        Client.Answer old = admin.get(base + "v1alpha3/namespaces/default/gateways/g");

        assertEquals("networking.istio.io/v1alpha3", old.json().get("apiVersion"));
    }

    @Test
    @DisplayName("a webhook's refusal reaches the client with its text, and nothing is stored")
    void admission() {
        server.admission().set((operation, type, object) -> Optional.of("quota is used up"));

        Client.Answer refused = admin.post(MAPS, configMap("a"));

        assertEquals(403, refused.code());
        assertTrue(refused.body().contains("denied the request: quota is used up"));
        assertEquals(404, admin.get(MAPS + "/a").code());
    }

    @Test
    @DisplayName("a namespace takes its contents along, and waits for what is held by a finalizer")
    void namespaceDeletion() {
        admin.post(
                "/api/v1/namespaces",
                "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"n\"}}");
        String maps = "/api/v1/namespaces/n/configmaps";
        admin.post(maps, configMap("plain"));
        admin.post(
                maps,
                """
                {"apiVersion": "v1", "kind": "ConfigMap",
                 "metadata": {"name": "held", "finalizers": ["example.com/hold"]}}
                """);

        admin.delete("/api/v1/namespaces/n");

        assertEquals(404, admin.get(maps + "/plain").code());
        assertEquals(
                "Terminating",
                Trees.text(admin.get("/api/v1/namespaces/n").json(), "status", "phase").orElse(""));
        assertEquals(403, admin.post(maps, configMap("late")).code());
        admin.merge(maps + "/held", "{\"metadata\": {\"finalizers\": null}}");
        assertEquals(404, admin.get("/api/v1/namespaces/n").code());
    }

    @Test
    @DisplayName("what is no JSON object is answered with 400, at once")
    void brokenBody() {
        assertEquals(400, admin.post(MAPS, "{\"broken").code());
        assertEquals(400, admin.send("POST", MAPS, ProtobufEnvelope.MEDIA_TYPE, "rubbish").code());
        assertEquals(400, admin.apply(MAPS + "/a?fieldManager=x", "a: [1").code());
    }

    @Test
    @DisplayName("two servers are two clusters: each has its own CA, tokens and objects")
    void apart() {
        try (ApiServer other = ApiServer.start(ApiServerOptions.of("rosa"))) {
            Client stranger = Client.of(other.uri(), other.authority(), server.adminToken());
            admin.post(MAPS, configMap("a"));

            assertEquals(401, stranger.get(MAPS).code());
            assertEquals(404, Client.admin(other).get(MAPS + "/a").code());
        }
    }

    private static boolean mayPatch(Client client, String name) {
        String review =
                """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
                 "spec": {"resourceAttributes": {"verb": "patch", "resource": "configmaps",
                          "namespace": "default", "name": "%s"}}}
                """
                        .formatted(name);
        Client.Answer answer =
                client.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review);
        return Trees.flag(answer.json(), "status", "allowed");
    }

    private static String configMap(String name) {
        return """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "%s"}, "data": {"k": "v"}}
        """
                .formatted(name);
    }
}
