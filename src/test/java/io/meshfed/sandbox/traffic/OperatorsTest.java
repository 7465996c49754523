package io.meshfed.sandbox.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Platform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("on a fresh cluster there is no mesh before there is a mesh operator")
class OperatorsTest {

    private static final String NAMESPACES =
            """
            { apiVersion: v1, kind: Namespace, metadata: { name: openshift-operators } }
            ---
            { apiVersion: v1, kind: Namespace, metadata: { name: east-istio-system } }
            """;
    private static final String GROUP =
            "{ apiVersion: operators.coreos.com/v1, kind: OperatorGroup, metadata: { name: all, namespace: openshift-operators } }";
    private static final String MESH =
            """
            apiVersion: maistra.io/v1
            kind: ServiceMeshMemberRoll
            metadata: { name: default, namespace: east-istio-system }
            spec: { members: [later] }
            ---
            apiVersion: maistra.io/v2
            kind: ServiceMeshControlPlane
            metadata: { name: east-fed, namespace: east-istio-system }
            spec: { security: { trust: { domain: east.local } } }
            """;

    private final TrafficStage stage = new TrafficStage(Platform.FRESH);

    OperatorsTest() {
        stage.apply("aro", NAMESPACES);
        stage.apply("aro", MESH);
        stage.settle();
    }

    private void subscribe(String name) {
        stage.apply(
                "aro",
                """
                apiVersion: operators.coreos.com/v1alpha1
                kind: Subscription
                metadata: { name: mesh, namespace: openshift-operators }
                spec: { name: %s, channel: stable, source: redhat-operators, sourceNamespace: openshift-marketplace }
                """
                        .formatted(name));
        stage.settle();
    }

    private Map<String, Object> subscription() {
        return stage.store("aro")
                .get(Kinds.SUBSCRIPTION, "openshift-operators", "mesh")
                .orElseThrow();
    }

    private boolean ready() {
        return Trees.objects(controlPlane(), "status", "conditions").stream()
                .anyMatch(c -> "Ready".equals(c.get("type")) && "True".equals(c.get("status")));
    }

    private Map<String, Object> controlPlane() {
        return stage.store("aro")
                .get(Kinds.CONTROL_PLANE, "east-istio-system", "east-fed")
                .orElseThrow();
    }

    @Test
    @DisplayName("a control plane that was applied too early comes up when its operator is there")
    void waits() {
        assertTrue(Trees.value(controlPlane(), "status").isEmpty());
        assertEquals(List.of(), stage.store("aro").list(Kinds.POD, ""));

        stage.apply("aro", GROUP);
        subscribe("servicemeshoperator");

        assertTrue(ready());
        assertEquals("AtLatestKnown", Trees.text(subscription(), "status", "state").orElse(""));
        assertEquals(
                "Succeeded",
                Trees.text(subscription(), "status", "installedCSV")
                        .flatMap(
                                name ->
                                        stage.store("aro")
                                                .get(
                                                        Kinds.OPERATOR_VERSION,
                                                        "openshift-operators",
                                                        name))
                        .flatMap(version -> Trees.text(version, "status", "phase"))
                        .orElse(""));
    }

    @Test
    @DisplayName("without an OperatorGroup in its namespace a Subscription waits for ever")
    void noGroup() {
        subscribe("servicemeshoperator");

        assertFalse(ready());
        assertEquals(List.of(), stage.store("aro").list(Kinds.OPERATOR_VERSION, ""));
    }

    @Test
    @DisplayName("a package that no catalogue has is refused in the Subscription's status")
    void unknownPackage() {
        stage.apply("aro", GROUP);
        subscribe("servicemesh-operator");

        assertEquals(
                "ResolutionFailed",
                Trees.objects(subscription(), "status", "conditions").get(0).get("type"));
        assertFalse(ready());
    }

    @Test
    @DisplayName("a member that is not there yet is pending until it is")
    void members() {
        stage.apply("aro", GROUP);
        subscribe("servicemeshoperator");
        assertEquals(List.of("later"), roll("pendingMembers"));

        stage.apply("aro", "{ apiVersion: v1, kind: Namespace, metadata: { name: later } }");
        stage.settle();
        assertEquals(List.of("later"), roll("configuredMembers"));
        assertEquals(List.of(), roll("pendingMembers"));
    }

    private List<String> roll(String list) {
        return Trees.texts(
                stage.store("aro")
                        .get(Kinds.MEMBER_ROLL, "east-istio-system", "default")
                        .flatMap(roll -> Trees.value(roll, "status", list))
                        .orElse(List.of()));
    }

    @Test
    @DisplayName("a control plane takes its default gateway and its Route along when it goes")
    void defaultGateway() {
        stage.apply("aro", GROUP);
        subscribe("servicemeshoperator");
        assertTrue(
                stage.store("aro")
                        .get(Kinds.ROUTE, "east-istio-system", "istio-ingressgateway")
                        .isPresent());

        stage.delete("aro", "ServiceMeshControlPlane", "east-istio-system", "east-fed");
        stage.settle();

        assertEquals(List.of(), stage.store("aro").list(Kinds.ROUTE, ""));
        assertEquals(List.of(), stage.store("aro").list(Kinds.DEPLOYMENT, ""));
        assertEquals(List.of(), stage.store("aro").list(Kinds.POD, ""));
    }
}
