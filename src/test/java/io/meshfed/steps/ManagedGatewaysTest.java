package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Gateway;
import io.meshfed.testing.Run;
import io.meshfed.testing.SaidProgress;
import io.meshfed.testing.SeenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Gateways that meshfed adds to a control plane which belongs to somebody else. */
class ManagedGatewaysTest extends AroRosaTest {

    private static final LocateGatewayStep STEP = new LocateGatewayStep();

    private final Federation managed =
            changed("controlPlane: aro-stg,", "controlPlane: aro-stg, gateways: managed,");
    private final Direction direction = Federations.direction(managed, ARO_MESH, ROSA_MESH);
    private ObjectRef controlPlane;

    @BeforeEach
    void takeGatewaysAway() {
        controlPlane = FederationObjects.controlPlane(aroMesh().mesh());
        aro().delete(seeded.ingress(aroKnowsRosa).service());
    }

    @Test
    @DisplayName(
            "both gateways are added by a manager of their own, and the operator's Services waited for")
    void adds() {
        SaidProgress operator = SaidProgress.onWait(this::makeServices);

        Run run = harness(managed).telling(operator).runTwice(STEP);

        assertEquals(
                List.of("patch servicemeshcontrolplanes/aro-stg"),
                run.writes().stream().map(SeenRequest::what).toList());
        ClusterObject after = aro().get(controlPlane);
        Map<String, Object> gateways = after.object("spec", "gateways");
        assertEquals(
                Optional.of(15443L),
                Trees.objects(
                                gateways,
                                "additionalIngress",
                                "ingress-rosa-prod-mesh",
                                "service",
                                "ports")
                        .stream()
                        .map(port -> ((Number) port.get("port")).longValue())
                        .findFirst());
        assertEquals(
                Optional.of(List.of("network-rosa-prod-mesh")),
                Trees.value(
                        gateways,
                        "additionalEgress",
                        "egress-rosa-prod-mesh",
                        "requestedNetworkView"));
        assertTrue(
                after.objects("metadata", "managedFields").stream()
                        .anyMatch(e -> "meshfed-gateways-rosa-prod-mesh".equals(e.get("manager"))));
    }

    @Test
    @DisplayName("no other field of the control plane changes, and it gets no label of ours")
    void touchesNothingElse() {
        makeServices();
        ClusterObject before = aro().get(controlPlane);

        harness(managed).run(STEP).requireOk();

        ClusterObject after = aro().get(controlPlane);
        Map<String, Object> spec = new TreeMap<>(after.object("spec"));
        spec.remove("gateways");
        assertEquals(new TreeMap<>(before.object("spec")), spec);
        assertEquals(before.value("metadata", "labels"), after.value("metadata", "labels"));
        assertEquals(before.value("status"), after.value("status"));
    }

    @Test
    @DisplayName("a gateway of that name that somebody else keeps is a CONFLICT that names them")
    void leavesForeignGateways() {
        aro().merge(
                        controlPlane,
                        Map.of(
                                "spec",
                                Map.of(
                                        "gateways",
                                        Map.of(
                                                "additionalEgress",
                                                Map.of(
                                                        "egress-rosa-prod-mesh",
                                                        Map.of("enabled", false))))));
        ClusterObject before = aro().get(controlPlane);

        FederationException conflict = harness(managed).run(STEP).failure(ErrorClass.CONFLICT);

        assertTrue(
                Run.text(conflict)
                        .contains(
                                ".spec.gateways.additionalEgress.egress-rosa-prod-mesh.enabled is"
                                        + " owned by 'kubectl-edit'"),
                () -> Run.text(conflict));
        assertEquals(before.resourceVersion(), aro().get(controlPlane).resourceVersion());
    }

    @Test
    @DisplayName("unpeer takes exactly its own gateways away again")
    void removes() {
        aro().merge(
                        controlPlane,
                        Map.of(
                                "spec",
                                Map.of(
                                        "gateways",
                                        Map.of(
                                                "additionalIngress",
                                                Map.of(
                                                        "ingress-south",
                                                        Map.of("enabled", true))))));
        makeServices();
        harness(managed).run(STEP).requireOk();

        Run run = harness(managed).runTwice(new UnpeerStep(Duration.ZERO));

        assertEquals(
                List.of(controlPlane),
                run.changes(Change.Kind.UPDATED).stream().map(Change::object).toList());
        assertEquals(
                Map.of("ingress-south", Map.of("enabled", true)),
                aro().get(controlPlane).object("spec", "gateways", "additionalIngress"));
    }

    @Test
    @DisplayName("a rehearsal says what it would add, and adds nothing")
    void rehearses() {
        ClusterObject before = aro().get(controlPlane);

        Run run = harness(managed).dryRun().run(STEP);

        assertEquals(List.of(), run.writes());
        assertEquals(1, run.changes(Change.Kind.UPDATED).size());
        assertEquals(before.resourceVersion(), aro().get(controlPlane).resourceVersion());
    }

    private void makeServices() {
        Gateway ingress = Gateway.create(aroMesh(), direction.ingressName(), "LoadBalancer");
        ingress.addressed("203.0.113.60");
        Gateway.create(aroMesh(), direction.egressName(), "ClusterIP");
    }

    @Test
    @DisplayName("gateways that are refused are not waited for")
    void waitsNotAfterARefusal() {
        aro().merge(
                        controlPlane,
                        Map.of(
                                "spec",
                                Map.of(
                                        "gateways",
                                        Map.of(
                                                "additionalEgress",
                                                Map.of(
                                                        "egress-rosa-prod-mesh",
                                                        Map.of("enabled", false))))));
        SaidProgress progress = SaidProgress.silent();

        harness(managed).telling(progress).run(STEP).failure(ErrorClass.CONFLICT);

        assertEquals(List.of(), progress.said());
    }

    @Test
    @DisplayName("a plan before the first run shows all but the peers, whose address is not known")
    void plansBeforeTheFirstRun() {
        aro().delete(
                        new ObjectRef(
                                ResourceTypes.SERVICE,
                                aroMesh().mesh().namespace(),
                                direction.egressName()));
        SaidProgress progress = SaidProgress.silent();

        Run plan =
                harness(managed)
                        .dryRun()
                        .telling(progress)
                        .run(
                                Pipelines.plan(
                                        new ShareTrustStep(
                                                ShareTrustStep.Mode.REPLACE,
                                                ShareTrustStep.Guards.NONE_WAIVED)))
                        .requireOk();

        assertEquals(List.of(), plan.writes());
        assertEquals(
                List.of(controlPlane),
                plan.changes(Change.Kind.UPDATED).stream().map(Change::object).toList());
        assertEquals(
                Set.of(ResourceTypes.CONFIG_MAP, ResourceTypes.EXPORTS, ResourceTypes.IMPORTS),
                plan.changes(Change.Kind.CREATED).stream()
                        .map(change -> change.object().type())
                        .collect(Collectors.toSet()));
        assertEquals(
                "known after apply",
                Trees.objects(plan.report(LocateGatewayStep.NAME).data().get("gateways"))
                        .get(0)
                        .get("note"));
        assertTrue(
                progress.said().stream().anyMatch(said -> said.contains("is known after apply")),
                progress.said()::toString);
    }
}
