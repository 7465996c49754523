package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.manifests.ApplySet;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.SetLabels;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.testing.Poll;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApplyManifestsStepTest extends SetBed {

    private ResourceType widgets() {
        return new ResourceType(space + ".example.com", "v1", "Widget", "widgets", true);
    }

    private String definition() {
        return """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: widgets.SPACE.example.com }
        spec:
          group: SPACE.example.com
          names: { kind: Widget, plural: widgets, singular: widget, listKind: WidgetList }
          scope: Namespaced
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec: { type: object, properties: { size: { type: integer } } }
        """;
    }

    private static String widget(String size) {
        return """
        apiVersion: SPACE.example.com/v1
        kind: Widget
        metadata: { name: one, namespace: SPACE-new }
        spec: { size: %s }
        """
                .formatted(size);
    }

    @Test
    @DisplayName("a folder is applied, and the second run sends nothing but a few reads")
    void appliesOnce() {
        for (int i = 0; i < 12; i++) {
            write("map-%d.yaml".formatted(i), configMap("map-%d".formatted(i), "v"));
        }
        Run first = harness().run(apply()).requireOk();
        Run second = harness().runTwice(apply());

        assertEquals(13, first.changes(Change.Kind.CREATED).size());
        assertTrue(
                second.sent().values().stream().mapToInt(Integer::intValue).sum() <= 6,
                () -> second.sent().toString());
    }

    @Test
    @DisplayName("a namespace, a CRD and an object of its kind come in one run, in that order")
    void ordersAndWaits() {
        write("a-widget.yaml", widget("3"));
        write("b-crd.yaml", definition());
        write("c-space.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: SPACE-new}}");

        harness().runTwice(apply());

        assertTrue(aro().has(new ObjectRef(widgets(), space + "-new", "one")));
    }

    @Test
    @DisplayName("I2: an invalid object among valid ones is found before the first write")
    void invalid() {
        write("good.yaml", configMap("good", "v"));
        write("bad.yaml", configMap("bad", "v").replace("\ndata:", "\ndada:"));

        FederationException refused = harness().run(apply()).refusal(ErrorClass.PRECOND);

        assertTrue(refused.getMessage().contains("bad"), refused::getMessage);
        assertFalse(aro().has(configMap("good")));
        assertFalse(aro().has(inventory()));
    }

    @Test
    @DisplayName("all objects that are refused are told at once")
    void severalInvalid() {
        write("bad.yaml", configMap("bad", "v").replace("\ndata:", "\ndada:"));
        write("worse.yaml", configMap("worse", "v").replace("\ndata:", "\ndatum:"));

        FederationException refused = harness().run(apply()).refusal(ErrorClass.PRECOND);

        assertEquals(2, refused.details().size(), () -> Run.text(refused));
    }

    @Test
    @DisplayName(
            "an object whose namespace is not there is told with its file, and nothing written")
    void noNamespace() {
        write("lost.yaml", configMap("lost", "v").replace("SPACE", "SPACE-nowhere"));

        Run run = harness().run(apply());

        FederationException refused = run.failure(ErrorClass.PRECOND);
        assertTrue(
                refused.getMessage().startsWith("ConfigMap %s-nowhere/lost (".formatted(space)),
                refused::getMessage);
        assertTrue(refused.getMessage().contains("lost.yaml:1"), refused::getMessage);
        assertEquals(List.of(), run.writes());
    }

    @Test
    @DisplayName("I1: an object that somebody else made is a CONFLICT before the first write")
    void foreignObject() {
        aro().put(configMap("taken"), Map.of("data", Map.of("key", "theirs")));
        write("taken.yaml", configMap("taken", "ours"));
        write("good.yaml", configMap("good", "v"));

        FederationException conflict = harness().run(apply()).refusal(ErrorClass.CONFLICT);

        assertTrue(
                conflict.getMessage()
                        .contains(
                                "is not part of the set; it was created by '" + RawCluster.MANAGER),
                conflict::getMessage);
        assertEquals("theirs", aro().get(configMap("taken")).text("data", "key").orElseThrow());
        assertFalse(aro().has(configMap("good")));
    }

    @Test
    @DisplayName("a field that another manager owns is a CONFLICT, until the user takes it back")
    void foreignField() {
        write("map.yaml", configMap("map", "ours"));
        harness().run(apply()).requireOk();
        aro().merge(configMap("map"), Map.of("data", Map.of("key", "edited")));

        harness().run(apply()).refusal(ErrorClass.CONFLICT);
        harness().takingBackFrom(RawCluster.MANAGER).runTwice(apply());

        assertEquals("ours", aro().get(configMap("map")).text("data", "key").orElseThrow());
    }

    @Test
    @DisplayName("what left the set is deleted, and the inventory forgets its kind")
    void prunes() {
        write("map.yaml", configMap("map", "v"));
        write(
                "account.yaml",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: SPACE}}");
        harness().run(apply()).requireOk();
        remove("account.yaml");
        aro().put(configMap("theirs"), Map.of());

        Run run = harness().runTwice(apply());

        assertEquals(List.of("robot"), names(run, Change.Kind.DELETED));
        assertTrue(aro().has(configMap("theirs")));
        assertEquals("ConfigMap", aro().get(inventory()).annotation(ApplySet.KINDS).orElseThrow());
    }

    @Test
    @DisplayName("with --no-prune what left the set stays, and a later run deletes it")
    void prunesLater() {
        write("map.yaml", configMap("map", "v"));
        write("more.yaml", configMap("more", "v"));
        harness().run(apply()).requireOk();
        remove("more.yaml");

        harness().runTwice(new ApplyManifestsStep(source(), options(false, true)));
        assertTrue(aro().has(configMap("more")));
        harness().run(apply()).requireOk();
        assertFalse(aro().has(configMap("more")));
    }

    @Test
    @DisplayName("an object that lost the label of the set is left alone when it leaves")
    void prunesOnlyMembers() {
        write("map.yaml", configMap("map", "v"));
        write("more.yaml", configMap("more", "v"));
        harness().run(apply()).requireOk();
        aro().apply(
                        configMap("more"),
                        Map.of("metadata", Map.of("labels", Map.of(SetLabels.PART_OF, "other"))),
                        "somebody");
        remove("more.yaml");

        harness().run(apply()).requireOk();

        assertTrue(aro().has(configMap("more")));
    }

    @Test
    @DisplayName(
            "I3: a CRD that left the cluster is a PRECOND while the set needs it, and none after")
    void removedDefinition() {
        write("c-space.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: SPACE-new}}");
        write("widget.yaml", widget("3"));
        write("crd.yaml", definition());
        write("map.yaml", configMap("map", "v"));
        harness().run(apply()).requireOk();
        ObjectRef crd =
                new ObjectRef(
                        new ResourceType(
                                "apiextensions.k8s.io",
                                "v1",
                                "CustomResourceDefinition",
                                "customresourcedefinitions",
                                false),
                        "",
                        "widgets." + space + ".example.com");
        aro().delete(crd);
        remove("crd.yaml");
        Poll.until(
                "the kind to be gone",
                Duration.ofSeconds(60),
                () -> !harness().dryRun().run(apply()).failures().isEmpty());

        FederationException missing = harness().run(apply()).refusal(ErrorClass.PRECOND);
        assertTrue(missing.details().get(0).contains("widget.yaml:1"), missing.details()::toString);
        remove("widget.yaml");
        // A server lists an API for a while that it does not serve any more: TRANSIENT until then.
        Poll.until(
                "its API to be listed no more",
                Duration.ofSeconds(60),
                () -> harness().dryRun().run(apply()).failures().isEmpty());
        harness().runTwice(apply());
    }

    @Test
    @DisplayName("a rehearsal stores nothing, and tells what would come, change and go")
    void rehearses() {
        write("map.yaml", configMap("map", "1"));
        write("gone.yaml", configMap("gone", "1"));
        harness().run(apply()).requireOk();
        write("map.yaml", configMap("map", "2"));
        write("new.yaml", configMap("new", "1"));
        remove("gone.yaml");

        Run run = harness().dryRun().run(apply()).requireOk();

        assertTrue(aro().has(configMap("gone")));
        assertFalse(aro().has(configMap("new")));
        assertEquals("1", aro().get(configMap("map")).text("data", "key").orElseThrow());
        assertEquals(List.of("new"), names(run, Change.Kind.CREATED));
        assertEquals(List.of("map"), names(run, Change.Kind.UPDATED));
        assertEquals(List.of("gone"), names(run, Change.Kind.DELETED));
        assertEquals("data.key", run.changes(Change.Kind.UPDATED).get(0).fields().get(0).path());
    }
}
