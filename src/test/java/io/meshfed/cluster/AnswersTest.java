package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that no well-behaved server in a test gives, from a script. */
class AnswersTest {

    private static final ScriptedServer.Line NOT_FOUND =
            ScriptedServer.json(
                    404,
                    "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"details\":{\"name\":\"x\"}}");
    private static final ScriptedServer.Line NOT_SERVED =
            ScriptedServer.answer(404, Map.of("Content-Type", "text/plain"), "404 page not found");
    private static final ScriptedServer.Line FORBIDDEN =
            ScriptedServer.status(403, "Forbidden", "User \\\"r2d2\\\" cannot do that");

    private static String object(String name, String more) {
        return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"ns\",\"uid\":\"u-%s\"%s}}"
                .formatted(name, name, more);
    }

    private static FederationException refusal(ErrorClass expected, Runnable action) {
        FederationException refusal = assertThrows(FederationException.class, action::run);
        assertEquals(expected, refusal.errorClass(), refusal.getMessage());
        return refusal;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    403 | exceeded quota: pods | PRECOND | exceeds a quota
                    403 | namespace ns is being terminated | PRECOND | is being deleted
                    403 | User cannot do that | AUTH | user 'jane' may not patch configmaps/x in ns
                    400 | admission webhook \\"v.example\\" denied the request: no | PRECOND | denied the request: no
                    403 | admission webhook \\"v.example\\" denied the request: no | PRECOND | denied the request: no
                    422 | spec.x: Invalid value | PRECOND | spec.x: Invalid value
                    409 | the object has been modified | CONFLICT | concurrent change
                    507 | no space | TRANSIENT | storage takes nothing more
                    500 | etcdserver: mvcc: database space exceeded | TRANSIENT | storage takes nothing more
                    405 | method not allowed | PRECOND | method not allowed
                    """)
    @DisplayName("A18, A22: a refusal gets its class and the server's own words")
    void refusals(int status, String said, ErrorClass expected, String words) {
        ScriptedServer.Line line = ScriptedServer.status(status, "Any", said);
        try (ScriptedServer server = new ScriptedServer(line, line, line, line, line);
                ApiSession session = TestSessions.session(server.url())) {
            FederationException refusal =
                    refusal(expected, () -> session.apply(manifest(), new Observation(Map.of())));

            assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        }
    }

    private static Manifest manifest() {
        return new Manifest(
                TestSessions.X,
                Ownership.labels("test"),
                new TreeMap<>(),
                Map.of("data", Map.of("a", "1")));
    }

    @Test
    @DisplayName("A18: the server's words are cleaned and cut before they are shown")
    void hostileWords() {
        String hostile = "bad\\u001b[2J\\n\\u202e" + "x".repeat(3000);
        try (ScriptedServer server =
                        new ScriptedServer(ScriptedServer.status(422, "Invalid", hostile));
                ApiSession session = TestSessions.session(server.url())) {
            String said =
                    refusal(ErrorClass.PRECOND, () -> session.find(TestSessions.X)).getMessage();

            assertTrue(said.contains("bad\\u001b[2J\\u000a\\u202e"), said);
            assertTrue(said.length() < 800, said);
        }
    }

    @Test
    @DisplayName(
            "A20: a webhook that changes our field on the way in is a CONFLICT that shows both values")
    void mutatingWebhook() {
        ScriptedServer.Line mutated =
                ScriptedServer.json(
                        201,
                        "{\"metadata\":{\"name\":\"x\",\"labels\":{}},\"data\":{\"a\":\"2\"}}");
        Manifest unlabelled =
                new Manifest(
                        TestSessions.X,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        Map.of("data", Map.of("a", "1")));
        try (ScriptedServer server =
                        new ScriptedServer(ScriptedServer.json(200, object("x", "")), mutated);
                ApiSession session = TestSessions.session(server.url())) {
            var live = session.find(TestSessions.X).orElseThrow();

            String said =
                    refusal(ErrorClass.CONFLICT, () -> session.applyPart(unlabelled, "part", live))
                            .getMessage();

            assertTrue(said.contains("data.a differs after the apply: '1' became '2'"), said);
        }
    }

    @Test
    @DisplayName("a delete whose reply was lost is done when the object is gone")
    void deleteReplyLost() {
        String labels =
                ",\"labels\":{\"app.kubernetes.io/managed-by\":\"meshfed\","
                        + "\"meshfed.io/federation\":\"test\"}";
        try (ScriptedServer server =
                        new ScriptedServer(
                                ScriptedServer.json(200, object("x", labels)),
                                ScriptedServer.replyLost(),
                                NOT_FOUND);
                ApiSession session = TestSessions.session(server.url())) {
            Observation seen = session.findAll(TestSessions.CONFIG_MAPS, "ns", List.of("x"));

            assertEquals(Change.Kind.DELETED, session.delete(TestSessions.X, seen).kind());
            assertTrue(server.requests().get(1).body().contains("\"uid\":\"u-x\""));
        }
    }

    @Test
    @DisplayName("a list that is forbidden is read name by name")
    void listForbidden() {
        try (ScriptedServer server = new ScriptedServer(FORBIDDEN);
                ApiSession session = TestSessions.session(server.url())) {
            List<String> names = List.of("a", "b", "c", "d");

            Observation seen = session.findAll(TestSessions.CONFIG_MAPS, "ns", names);

            assertEquals(4, seen.all().size());
            assertEquals(Map.of("list", 1, "get", 4), session.requests());
        }
    }

    @Test
    @DisplayName(
            "A17: a long list is read page by page, from the start when the server forgot where")
    void pages() {
        String page = "{\"metadata\":{\"continue\":\"%s\"},\"items\":[%s]}";
        try (ScriptedServer server =
                        new ScriptedServer(
                                ScriptedServer.json(200, page.formatted("t&1", object("a", ""))),
                                ScriptedServer.status(410, "Expired", "too old"),
                                ScriptedServer.json(200, page.formatted("t2", object("a", ""))),
                                ScriptedServer.json(200, page.formatted("", object("b", ""))));
                ApiSession session = TestSessions.session(server.url())) {
            assertEquals(
                    List.of("a", "b"),
                    session.list(TestSessions.CONFIG_MAPS, "ns", "").stream()
                            .map(object -> object.ref().name())
                            .toList());
            assertTrue(server.requests().get(1).path().endsWith("limit=500&continue=t%261"));
        }
    }

    @Test
    @DisplayName("the identity is OpenShift's cluster id, asked for once")
    void openShiftIdentity() {
        try (ScriptedServer server =
                        new ScriptedServer(
                                ScriptedServer.json(200, "{\"spec\":{\"clusterID\":\"c-1\"}}"));
                ApiSession session = TestSessions.session(server.url())) {
            assertEquals(
                    new ClusterIdentity("c-1", "ClusterVersion", server.url()), session.identity());
            session.identity();
            assertEquals(1, server.requests().size());
        }
    }

    private static ScriptedServer.Line groups(String group) {
        return ScriptedServer.json(200, "{\"groups\":[{\"name\":\"" + group + "\"}]}");
    }

    @Test
    @DisplayName(
            "where that is not served, whether we might see it or not, it is kube-system's UID")
    void otherIdentity() {
        for (List<ScriptedServer.Line> none :
                List.of(
                        List.of(NOT_SERVED),
                        List.of(NOT_FOUND),
                        List.of(FORBIDDEN, groups("apps")))) {
            List<ScriptedServer.Line> script = new ArrayList<>(none);
            script.add(ScriptedServer.json(200, object("kube-system", "")));
            try (ScriptedServer server =
                            new ScriptedServer(script.toArray(ScriptedServer.Line[]::new));
                    ApiSession session = TestSessions.session(server.url())) {
                assertEquals("u-kube-system", session.identity().id());
                assertEquals("kube-system", session.identity().source());
                assertEquals(script.size(), server.requests().size());
            }
        }
    }

    @Test
    @DisplayName(
            "an OpenShift cluster whose id we may not see is AUTH, and not known by another id")
    void hiddenIdentity() {
        try (ScriptedServer server = new ScriptedServer(FORBIDDEN, groups("config.openshift.io"));
                ApiSession session = TestSessions.session(server.url())) {
            String said = refusal(ErrorClass.AUTH, session::identity).getMessage();

            assertTrue(
                    said.contains("user 'r2d2' may not get clusterversions.config.openshift.io"),
                    said);
            assertEquals(2, server.requests().size());
        }
    }

    @Test
    @DisplayName("without either there is no identity: AUTH, and it is asked for again next time")
    void noIdentity() {
        try (ScriptedServer server = new ScriptedServer(FORBIDDEN, groups("apps"), FORBIDDEN);
                ApiSession session = TestSessions.session(server.url())) {
            String said = refusal(ErrorClass.AUTH, session::identity).getMessage();

            assertTrue(said.contains("user 'r2d2' may not get namespaces/kube-system"), said);
            session.find(TestSessions.X);
        }
    }

    @Test
    @DisplayName("who we are is asked in every way there is, last of all the kubeconfig")
    void whoAmI() {
        String review = "{\"status\":{\"userInfo\":{\"username\":\"system:admin\"}}}";
        ScriptedServer.Line user =
                ScriptedServer.json(200, "{\"metadata\":{\"name\":\"kube:admin\"}}");
        Map<List<ScriptedServer.Line>, String> cases =
                Map.of(
                        List.of(ScriptedServer.json(201, review)), "system:admin",
                        List.of(NOT_SERVED, ScriptedServer.json(201, review)), "system:admin",
                        List.of(NOT_SERVED, NOT_SERVED, user), "kube:admin",
                        List.of(NOT_SERVED, NOT_SERVED, FORBIDDEN), "jane");
        cases.forEach(
                (script, expected) -> {
                    try (ScriptedServer server =
                                    new ScriptedServer(script.toArray(ScriptedServer.Line[]::new));
                            ApiSession session = TestSessions.session(server.url())) {
                        assertEquals(expected, session.whoAmI());
                    }
                });
    }

    @Test
    @DisplayName("A21: a mesh API that is gone because this is Service Mesh 3 is called that")
    void serviceMesh3() {
        ResourceType peers =
                new ResourceType(
                        "federation.maistra.io", "v1", "ServiceMeshPeer", "servicemeshpeers", true);
        try (ScriptedServer server =
                        new ScriptedServer(
                                NOT_SERVED,
                                ScriptedServer.json(
                                        200, "{\"groups\":[{\"name\":\"sailoperator.io\"}]}"));
                ApiSession session = TestSessions.session(server.url())) {
            String said =
                    refusal(ErrorClass.PRECOND, () -> session.find(new ObjectRef(peers, "ns", "x")))
                            .getMessage();

            assertTrue(said.contains("Service Mesh 3"), said);
        }
    }
}
