package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Gateway;
import io.meshfed.testing.Yaml;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatewaysTest extends AroRosaTest {

    private static final String INGRESS_FOR = "federation.maistra.io/ingress-for";
    private static final String EGRESS_FOR = "federation.maistra.io/egress-for";

    @Test
    @DisplayName("gateways of other names are found by the label with the peer's name")
    void findsByLabel() {
        removeGateways();
        labelled("way-in", INGRESS_FOR, ROSA_MESH);
        labelled("way-in-for-another", INGRESS_FOR, "south");
        labelled("way-out", EGRESS_FOR, ROSA_MESH);

        harness().run(new PeerStep()).requireOk();

        assertEquals("way-in", gateway("ingress"));
        assertEquals("way-out", gateway("egress"));
    }

    @Test
    @DisplayName("a single labelled gateway fits, whatever the label says")
    void findsTheOnlyOne() {
        removeGateways();
        labelled("way-in", INGRESS_FOR, "anything");
        labelled("way-out", EGRESS_FOR, "anything");

        harness().run(new PeerStep()).requireOk();

        assertEquals("way-in", gateway("ingress"));
        assertEquals("way-out", gateway("egress"));
    }

    @Test
    @DisplayName("of two gateways that fit none is chosen: both are named")
    void choosesNotBetweenTwo() {
        removeGateways();
        labelled("way-in-a", INGRESS_FOR, ROSA_MESH);
        labelled("way-in-b", INGRESS_FOR, ROSA_MESH);
        labelled("way-out", EGRESS_FOR, ROSA_MESH);

        FederationException failure = harness().run(new PeerStep()).refusal(ErrorClass.PRECOND);

        assertEquals(
                "mesh 'aro-stg-mesh' has 2 gateways labelled federation.maistra.io/ingress-for that"
                        + " fit peer 'rosa-prod-mesh': way-in-a, way-in-b",
                failure.getMessage());
    }

    @Test
    @DisplayName("gateways that the file names are taken")
    void takesDeclaredNames() {
        labelled("in", INGRESS_FOR, "x");
        labelled("out", EGRESS_FOR, "x");
        Federation federation =
                with(
                        """
                        sides:
                          aro-stg-mesh: { ingress: in, egress: out }
                        """);

        harness(federation).run(new PeerStep()).requireOk();

        assertEquals("in", gateway("ingress"));
        assertEquals("out", gateway("egress"));
        assertEquals(
                "aro-stg-mesh.local/ns/aro-stg-mesh/sa/out-service-account",
                rosa().get(FederationObjects.peer(rosaKnowsAro))
                        .text("spec", "security", "clientID")
                        .orElseThrow());
    }

    @Test
    @DisplayName("missing gateways are told with YAML that the control plane takes")
    void printsWhatToAdd() {
        removeGateways();

        FederationException failure = harness().run(new PeerStep()).refusal(ErrorClass.PRECOND);

        assertEquals(
                "mesh 'aro-stg-mesh' has no ingress 'ingress-rosa-prod-mesh' and no egress"
                        + " 'egress-rosa-prod-mesh' gateway for peer 'rosa-prod-mesh'",
                failure.getMessage());
        Map<String, Object> added = Yaml.one(String.join("\n", failure.details()));
        ObjectRef controlPlane = FederationObjects.controlPlane(aroMesh().mesh());
        aro().merge(controlPlane, added);
        assertEquals(
                Yaml.canonical(Trees.value(added, "spec", "gateways").orElseThrow()),
                Yaml.canonical(aro().get(controlPlane).object("spec", "gateways")));
    }

    @Test
    @DisplayName("of a pair only the missing gateway is told")
    void printsOnlyTheMissing() {
        aro().delete(service(aroKnowsRosa.egressName()));

        FederationException failure = harness().run(new PeerStep()).refusal(ErrorClass.PRECOND);

        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "mesh 'aro-stg-mesh' has no egress 'egress-rosa-prod-mesh' gateway"),
                failure::getMessage);
        Map<String, Object> added = Yaml.one(String.join("\n", failure.details()));
        assertTrue(Trees.value(added, "spec", "gateways", "additionalIngress").isEmpty());
    }

    private void removeGateways() {
        aro().delete(service(aroKnowsRosa.ingressName()));
        aro().delete(service(aroKnowsRosa.egressName()));
    }

    private ObjectRef service(String name) {
        return new ObjectRef(ResourceTypes.SERVICE, ARO_MESH, name);
    }

    private void labelled(String name, String label, String value) {
        String type = label.equals(INGRESS_FOR) ? "LoadBalancer" : "ClusterIP";
        Gateway gateway = Gateway.create(aroMesh(), name, type, Map.of(label, value));
        if (type.equals("LoadBalancer")) {
            gateway.addressed("203.0.113.50");
        }
    }

    private String gateway(String kind) {
        return aro().get(FederationObjects.peer(aroKnowsRosa))
                .text("spec", "gateways", kind, "name")
                .orElseThrow();
    }
}
