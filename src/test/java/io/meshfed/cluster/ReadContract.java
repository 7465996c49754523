package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a session promises about its answers, on whichever API server. */
abstract class ReadContract extends SessionBed {

    private static final ResourceType DEPLOYMENTS =
            new ResourceType("apps", "v1", "Deployment", "deployments", true);

    @Test
    @DisplayName("a missing namespace is PRECOND and names the nearest one")
    void missingNamespace() {
        ObjectRef typo = new ObjectRef(CONFIG_MAPS, namespace + "x", "roots");

        FederationException refusal =
                refusal(ErrorClass.PRECOND, () -> apply(manifest(typo, Map.of())));

        assertSays(refusal, "no namespace '" + namespace + "x'", "did you mean 'session-");
    }

    @Test
    @DisplayName("a kind that is not served is PRECOND and names its group")
    void missingApi() {
        ResourceType unknown = new ResourceType("nowhere.example", "v1", "X", "xs", true);

        assertSays(
                refusal(
                        ErrorClass.PRECOND,
                        () -> session.find(new ObjectRef(unknown, namespace, "x"))),
                "nowhere.example is not served");
        refusal(ErrorClass.PRECOND, () -> session.list(unknown, namespace, ""));
    }

    @Test
    @DisplayName("what we may not do is AUTH and names verb, resource, namespace and user")
    void forbidden() {
        try (ApiSession reader = cluster().readerSession()) {
            FederationException refusal =
                    refusal(
                            ErrorClass.AUTH,
                            () -> reader.apply(data(Map.of("a", "1")), new Observation(Map.of())));

            assertSays(refusal, "patch configmaps/roots in " + namespace, "reader");
        }
    }

    @Test
    @DisplayName("few names are read one by one, many by one list, and none by nothing")
    void findAll() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            apply(manifest(new ObjectRef(CONFIG_MAPS, namespace, name), Map.of()));
        }
        int gets = session.requests().get("get");

        assertEquals(
                List.of("a", "b"),
                names(session.findAll(CONFIG_MAPS, namespace, List.of("b", "a", "x"))));
        assertEquals(gets + 3, session.requests().get("get"));
        assertEquals(
                List.of("a", "b", "d"),
                names(session.findAll(CONFIG_MAPS, namespace, List.of("a", "b", "d", "y"))));
        assertEquals(1, session.requests().get("list"));
        assertEquals(List.of(), names(session.findAll(CONFIG_MAPS, namespace, List.of())));
        assertEquals(gets + 3, session.requests().get("get"));
    }

    private static List<String> names(Observation seen) {
        return List.copyOf(seen.all().keySet());
    }

    @Test
    @DisplayName("a list obeys its selector; its objects know their kind")
    void list() {
        apply(data(Map.of("a", "1")));
        cluster()
                .create(
                        "kubectl",
                        new ObjectRef(CONFIG_MAPS, namespace, "other"),
                        Map.of(),
                        Map.of());

        List<ClusterObject> found =
                session.list(CONFIG_MAPS, namespace, Ownership.FEDERATION + "=test");

        assertEquals(List.of(ref), found.stream().map(ClusterObject::ref).toList());
        assertEquals("ConfigMap", found.get(0).text("kind").orElse(""));
        assertEquals(live().tree(), found.get(0).tree());
    }

    @Test
    @DisplayName("a pinned id that differs stops every write before it is sent")
    void pin() {
        String id = session.identity().id();
        try (ApiSession right = cluster().session(SessionOptions.of("test"), id);
                ApiSession wrong = cluster().session(SessionOptions.of("test"), "another")) {
            assertEquals(Change.Kind.CREATED, right.apply(data(Map.of("a", "1")), seen()).kind());
            assertEquals(id, right.identity().id());

            assertSays(
                    refusal(ErrorClass.INPUT, () -> wrong.apply(data(Map.of("a", "2")), seen())),
                    id,
                    "another");
            refusal(ErrorClass.INPUT, () -> wrong.delete(ref, seen()));
            refusal(ErrorClass.INPUT, wrong::identity);
            assertFalse(wrong.requests().containsKey("patch"));
            assertFalse(wrong.requests().containsKey("delete"));
        }
    }

    @Test
    @DisplayName("the server tells what we may do, one answer per question")
    void allowed() {
        AccessRule patch = new AccessRule("patch", "", "configmaps", namespace, "roots");
        AccessRule restart = new AccessRule("patch", "apps", "deployments", namespace, "");

        assertEquals(Map.of(patch, true, restart, true), session.allowed(List.of(patch, restart)));
        try (ApiSession reader = cluster().readerSession()) {
            assertEquals(Map.of(patch, false), reader.allowed(List.of(patch)));
        }
    }

    @Test
    @DisplayName("the API groups are those that the server serves, with their versions")
    void apiGroups() {
        assertEquals(List.of("v1"), session.apiGroups().get(""));
        assertTrue(session.apiGroups().get("apps").contains("v1"));
        assertFalse(session.apiGroups().containsKey("nowhere.example"));
    }

    @Test
    @DisplayName("a restart marks the pods' template and nothing else")
    void restart() {
        ObjectRef deployment = new ObjectRef(DEPLOYMENTS, namespace, "istiod");
        Map<String, Object> labels = Map.of("app", "istiod");
        Map<String, Object> container = Map.of("name", "c", "image", "i");
        Map<String, Object> template =
                Map.of(
                        "metadata", Map.of("labels", labels),
                        "spec", Map.of("containers", List.of(container)));
        cluster()
                .create(
                        "helm",
                        deployment,
                        Map.of(),
                        Map.of(
                                "spec",
                                Map.of(
                                        "selector",
                                        Map.of("matchLabels", labels),
                                        "template",
                                        template)));

        session.restart(deployment);

        ClusterObject after = session.find(deployment).orElseThrow();
        assertTrue(
                after.time(
                                "spec",
                                "template",
                                "metadata",
                                "annotations",
                                "kubectl.kubernetes.io/restartedAt")
                        .isPresent());
        assertEquals(labels, after.object("spec", "template", "metadata", "labels"));
    }

    @Test
    @DisplayName("the clocks of one machine agree")
    void clockSkew() {
        assertEquals(0, session.clockSkew().toSeconds());
    }
}
