package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.FieldChange;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a session promises about objects that it writes, on whichever API server. */
abstract class WriteContract extends SessionBed {

    private static final String MERGE = "application/merge-patch+json";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final ResourceType SERVICES =
            new ResourceType("", "v1", "Service", "services", true);

    @Test
    @DisplayName("an applied object is there, labelled; applying it again sends no write")
    void applyTwice() {
        assertEquals(Change.Kind.CREATED, apply(data(Map.of("a", "1"))).kind());
        assertTrue(Ownership.isOurs(live()));

        Change again = apply(data(Map.of("a", "1")));

        assertEquals(new Change(Change.Kind.UNCHANGED, "aro", ref, List.of()), again);
        assertEquals(1, patches());
    }

    @Test
    @DisplayName(
            "a change says which fields it changed, and takes away what is no longer asked for")
    void update() {
        apply(data(Map.of("a", "1", "b", "2")));

        Change change = apply(data(Map.of("a", "9", "c", "3")));

        assertEquals(Change.Kind.UPDATED, change.kind());
        assertEquals(
                List.of(
                        new FieldChange("data.a", "1", "9"),
                        new FieldChange("data.b", "2", ""),
                        new FieldChange("data.c", "", "3")),
                change.fields().stream().sorted(Comparator.comparing(FieldChange::path)).toList());
        assertEquals(Map.of("a", "9", "c", "3"), live().object("data"));
    }

    @Test
    @DisplayName("C5: fields that others added stay, and are no reason to write")
    void extraFieldsStay() {
        apply(data(Map.of("a", "1")));
        cluster().patch("kubectl-edit", ref, MERGE, Map.of("data", Map.of("theirs", "x")));

        assertEquals(Change.Kind.UNCHANGED, apply(data(Map.of("a", "1"))).kind());
        assertEquals(1, patches());
        assertEquals(Map.of("a", "1", "theirs", "x"), live().object("data"));
    }

    @Test
    @DisplayName("a value that happens to be there, but is not ours, is made ours")
    void takesOwnership() {
        apply(data(Map.of("a", "1")));
        cluster().patch("kubectl-edit", ref, MERGE, Map.of("data", Map.of("b", "2")));

        Manifest both = data(Map.of("a", "1", "b", "2"));

        assertEquals(Change.Kind.UPDATED, apply(both).kind());
        assertEquals(Change.Kind.UNCHANGED, apply(both).kind());
        assertEquals(2, patches());
    }

    @Test
    @DisplayName(
            "C3: an object without our label is a CONFLICT that names its creator; nothing is sent")
    void foreignObject() {
        cluster().create("argocd", ref, Map.of(), Map.of("data", Map.of("a", "1")));

        FederationException refusal =
                refusal(ErrorClass.CONFLICT, () -> apply(data(Map.of("b", "2"))));

        assertSays(refusal, "ConfigMap " + namespace + "/roots", "'argocd'", "20");
        assertSays(
                refusal,
                "kubectl --context ctx label --overwrite configmaps roots -n " + namespace + " ");
        refusal(ErrorClass.CONFLICT, () -> session.delete(ref, seen()));
        assertEquals(0, patches());
        assertEquals(Map.of("a", "1"), live().object("data"));
    }

    @Test
    @DisplayName("an object of another federation is a CONFLICT")
    void otherFederation() {
        Map<String, Object> labels = new TreeMap<>(Ownership.labels("other"));
        cluster().create("meshfed", ref, labels, Map.of());

        assertSays(
                refusal(ErrorClass.CONFLICT, () -> apply(data(Map.of("b", "2")))),
                "federation 'other'");
        refusal(ErrorClass.CONFLICT, () -> session.delete(ref, seen()));
    }

    @Test
    @DisplayName(
            "C4: a field that another manager owns is a CONFLICT naming object, field and manager")
    void foreignField() {
        apply(data(Map.of("a", "1")));
        cluster()
                .patch(
                        "argocd",
                        ref,
                        APPLY,
                        Map.of(
                                "apiVersion",
                                "v1",
                                "kind",
                                "ConfigMap",
                                "metadata",
                                Map.of("name", "roots"),
                                "data",
                                Map.of("theirs", "x")));

        FederationException refusal =
                refusal(ErrorClass.CONFLICT, () -> apply(data(Map.of("a", "1", "theirs", "mine"))));

        assertSays(refusal, "configmaps/roots in " + namespace, ".data.theirs", "'argocd'");
        assertEquals("x", live().object("data").get("theirs"));
    }

    @Test
    @DisplayName("a dry run says the same as the run, and stores nothing")
    void dryRun() {
        assertEquals(Change.Kind.CREATED, session.dryRun(data(Map.of("a", "1")), seen()).kind());
        assertTrue(session.find(ref).isEmpty());
        apply(data(Map.of("a", "1")));

        Change dry = session.dryRun(data(Map.of("a", "2")), seen());

        assertEquals("1", live().object("data").get("a"));
        assertEquals(dry, apply(data(Map.of("a", "2"))));
        assertEquals(Change.Kind.UNCHANGED, session.dryRun(data(Map.of("a", "2")), seen()).kind());
    }

    @Test
    @DisplayName("a session in dry-run mode writes nothing, whatever it is told")
    void dryRunMode() {
        apply(data(Map.of("a", "1")));
        SessionOptions dry = SessionOptions.of("test").with(SessionOptions.Mode.DRY_RUN);
        try (ApiSession careful = cluster().session(dry, "")) {
            String before = live().resourceVersion();

            assertEquals(Change.Kind.UPDATED, careful.apply(data(Map.of("a", "2")), seen()).kind());
            assertEquals(Change.Kind.DELETED, careful.delete(ref, seen()).kind());
            careful.applyPart(
                    new Manifest(
                            ref,
                            new TreeMap<>(),
                            new TreeMap<>(),
                            Map.of("data", Map.of("p", "1"))),
                    "part",
                    live());

            assertEquals(before, live().resourceVersion());
        }
    }

    @Test
    @DisplayName("a delete deletes; deleting what is not there sends nothing")
    void delete() {
        apply(data(Map.of("a", "1")));

        assertEquals(Change.Kind.DELETED, session.delete(ref, seen()).kind());
        assertTrue(session.find(ref).isEmpty());
        assertEquals(Change.Kind.NOT_FOUND, session.delete(ref, seen()).kind());
        assertEquals(1, session.requests().get("delete"));
    }

    @Test
    @DisplayName("a part of an object of others is applied without our labels, once")
    void applyPart() {
        cluster().create("kubectl", ref, Map.of("app", "theirs"), Map.of("data", Map.of("a", "1")));
        Manifest part =
                new Manifest(
                        ref,
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("meshfed.io/touched", "yes")),
                        Map.of("data", Map.of("ours", "2")));

        Change first = session.applyPart(part, "gateways", live());
        Change second = session.applyPart(part, "gateways", live());

        assertEquals(Change.Kind.UPDATED, first.kind());
        assertEquals(Change.Kind.UNCHANGED, second.kind());
        assertEquals(1, patches());
        assertFalse(Ownership.isOurs(live()));
        assertEquals(Map.of("a", "1", "ours", "2"), live().object("data"));
        Manifest nothing = new Manifest(ref, new TreeMap<>(), new TreeMap<>(), Map.of());
        assertEquals(Change.Kind.UPDATED, session.applyPart(nothing, "gateways", live()).kind());
        assertEquals(Map.of("a", "1"), live().object("data"));
    }

    @Test
    @DisplayName("elements that the server completes with defaults are no reason to write again")
    void defaultedElements() {
        ObjectRef service = new ObjectRef(SERVICES, namespace, "svc");
        Manifest desired =
                manifest(
                        service,
                        Map.of(
                                "spec",
                                Map.of(
                                        "selector",
                                        Map.of("app", "x"),
                                        "ports",
                                        List.of(port("http", 80), port("tls", 443)))));

        assertEquals(Change.Kind.CREATED, apply(desired).kind());
        assertEquals(Change.Kind.UNCHANGED, apply(desired).kind());
        assertEquals(1, patches());
    }

    /** With its protocol, a key that old servers do not fill in; without its targetPort. */
    private static Map<String, Object> port(String name, int number) {
        return Map.of("name", name, "port", number, "protocol", "TCP");
    }

    @Test
    @DisplayName("an empty map is no reason to write again")
    void emptyMap() {
        apply(data(Map.of()));

        assertEquals(Change.Kind.UNCHANGED, apply(data(Map.of())).kind());
        assertEquals(1, patches());
    }
}
