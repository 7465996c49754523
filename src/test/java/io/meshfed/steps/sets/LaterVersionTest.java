package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.testing.Poll;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SandboxClusters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Objects that move to a version which only an operator of the same set brings. */
class LaterVersionTest extends SetBed {

    private static final Map<String, Object> ANYTHING =
            Map.of(
                    "openAPIV3Schema",
                    Map.of("type", "object", "x-kubernetes-preserve-unknown-fields", true));

    private ObjectRef definition;
    private ObjectRef subscription;
    private ObjectRef one;

    @Override
    protected List<String> clusterNames() {
        return List.of("aro");
    }

    @BeforeEach
    void serveOldVersion() {
        Assumptions.assumeTrue(
                clusters instanceof SandboxClusters, "the API server has no operator framework");
        String group = space + ".example.com";
        definition =
                new ObjectRef(
                        new ResourceType(
                                "apiextensions.k8s.io",
                                "v1",
                                "CustomResourceDefinition",
                                "customresourcedefinitions",
                                false),
                        "",
                        "widgets." + group);
        subscription = operator("Subscription", "subscriptions", "op");
        one = ref(new ResourceType(group, "v1", "Widget", "widgets", true), "one");
        Map<String, Object> names =
                Map.of(
                        "kind",
                        "Widget",
                        "plural",
                        "widgets",
                        "singular",
                        "widget",
                        "listKind",
                        "WidgetList");
        aro().put(
                        definition,
                        Map.of(
                                "spec",
                                Map.of(
                                        "group",
                                        group,
                                        "scope",
                                        "Namespaced",
                                        "names",
                                        names,
                                        "versions",
                                        List.of(version("v1", true)))));
        write("widget.yaml", widget("v1"));
        Poll.until(
                "the old version to be applied",
                Duration.ofSeconds(20),
                () -> harness().run(apply()).failures().isEmpty());
    }

    @Test
    @DisplayName("an object that moves to a version which an operator of the set brings stays")
    void moves() {
        String uid = aro().get(one).uid();
        write("widget.yaml", widget("v2"));
        write(
                "subscription.yaml",
                """
                apiVersion: operators.coreos.com/v1alpha1
                kind: Subscription
                metadata: { name: op, namespace: SPACE }
                spec: { name: op, channel: stable, source: a, sourceNamespace: b }
                """);

        Run rehearsed = harness().dryRun().run(apply()).requireOk();
        Run run = harness().hooked(installing()).run(apply()).requireOk();

        assertEquals(List.of(), names(rehearsed, Change.Kind.DELETED));
        assertEquals(List.of(), names(run, Change.Kind.DELETED));
        assertEquals(Optional.of(uid), aro().find(one).map(object -> object.uid()));
        assertEquals("v2", aro().get(one).text("spec", "written").orElseThrow());
    }

    /** What the operator framework does once there is a Subscription. */
    private RunHook installing() {
        AtomicBoolean installed = new AtomicBoolean();
        return new RunHook() {
            @Override
            public void beforeCall() {
                if (aro().has(subscription) && installed.compareAndSet(false, true)) {
                    install();
                }
            }
        };
    }

    private void install() {
        ObjectRef version = operator("ClusterServiceVersion", "clusterserviceversions", "op.v2");
        aro().merge(
                        definition,
                        Map.of(
                                "spec",
                                Map.of(
                                        "versions",
                                        List.of(version("v1", true), version("v2", false)))));
        aro().put(
                        version,
                        Map.of(
                                "spec",
                                Map.of(
                                        "displayName",
                                        "op",
                                        "install",
                                        Map.of("strategy", "deployment"))));
        aro().mergeStatus(version, Map.of("phase", "Succeeded"));
        aro().mergeStatus(
                        subscription,
                        Map.of(
                                "installedCSV",
                                version.name(),
                                "state",
                                "AtLatestKnown",
                                "lastUpdated",
                                "2026-01-01T00:00:00Z"));
    }

    private ObjectRef operator(String kind, String plural, String name) {
        return ref(new ResourceType("operators.coreos.com", "v1alpha1", kind, plural, true), name);
    }

    private static Map<String, Object> version(String name, boolean storage) {
        return Map.of("name", name, "served", true, "storage", storage, "schema", ANYTHING);
    }

    private static String widget(String version) {
        return """
        apiVersion: SPACE.example.com/%1$s
        kind: Widget
        metadata: { name: one, namespace: SPACE }
        spec: { written: %1$s }
        """
                .formatted(version);
    }
}
