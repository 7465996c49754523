package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("control planes become what they ask for")
class OperatorTest {

    private final TwoMeshes meshes = new TwoMeshes(2);
    private final MemoryStore aro = meshes.stores.get(ARO);

    private Map<String, Object> controlPlane() {
        return aro.get(Kinds.CONTROL_PLANE, "aro-mesh", "aro").orElseThrow();
    }

    private boolean ready() {
        return Trees.objects(controlPlane(), "status", "conditions").stream()
                .anyMatch(c -> "Ready".equals(c.get("type")) && "True".equals(c.get("status")));
    }

    private void change(String key, Object value) {
        Map<String, Object> smcp = controlPlane();
        Map<String, Object> spec = new LinkedHashMap<>(Manifests.part(smcp, "spec"));
        spec.put(key, value);
        smcp.put("spec", spec);
        aro.put(smcp);
    }

    @Test
    @DisplayName("Ready, with the generation it is Ready for and what runs")
    void becomesReady() {
        assertTrue(ready());
        assertEquals(1L, Manifests.number(controlPlane(), 0, "status", "observedGeneration"));
        assertEquals(
                "5/5",
                Trees.text(controlPlane(), "status", "annotations", "readyComponentCount")
                        .orElseThrow());
    }

    @Test
    @DisplayName("a new generation is not Ready first, then Ready again")
    void newGeneration() {
        change("version", "v2.6");
        meshes.pass(0.7);
        assertFalse(ready());

        meshes.pass(5);
        assertTrue(ready());
        assertEquals(2L, Manifests.number(controlPlane(), 0, "status", "observedGeneration"));
    }

    @Test
    @DisplayName("a mesh that is told so never becomes Ready")
    void neverReady() {
        meshes.handle(ARO).set(MeshFault.NEVER_READY, true);
        change("version", "v2.6");
        meshes.pass(600);
        assertFalse(ready());

        meshes.handle(ARO).set(MeshFault.NEVER_READY, false);
        meshes.pass(2);
        assertTrue(ready());
    }

    @Test
    @DisplayName(
            "the root stands in the control plane and each member, and is put back when edited")
    void rootConfigMaps() {
        String root = meshes.handle(ARO).root();
        for (String namespace : List.of("aro-mesh", "shop", "bank")) {
            assertEquals(root, rootIn(namespace));
        }
        assertTrue(aro.get(Kinds.CONFIG_MAP, "stranger", "istio-ca-root-cert").isEmpty());

        Map<String, Object> map =
                aro.get(Kinds.CONFIG_MAP, "shop", "istio-ca-root-cert").orElseThrow();
        map.put("data", Map.of("root-cert.pem", "mine"));
        aro.put(map);
        meshes.pass(1);
        assertEquals(root, rootIn("shop"));
    }

    private String rootIn(String namespace) {
        return aro.get(Kinds.CONFIG_MAP, namespace, "istio-ca-root-cert")
                .flatMap(map -> Trees.text(map, "data", "root-cert.pem"))
                .orElseThrow();
    }

    @Test
    @DisplayName("a namespace that joins gets the root, one that is not there is pending")
    void members() {
        Map<String, Object> roll = aro.get(Kinds.MEMBER_ROLL, "aro-mesh", "default").orElseThrow();
        roll.put("spec", Map.of("members", List.of("shop", "bank", "stranger", "nowhere")));
        aro.put(roll);
        meshes.pass(1);

        assertEquals(meshes.handle(ARO).root(), rootIn("stranger"));
        assertEquals(
                List.of("nowhere"),
                aro.get(Kinds.MEMBER_ROLL, "aro-mesh", "default")
                        .flatMap(r -> Trees.value(r, "status", "pendingMembers"))
                        .orElseThrow());
    }

    @Test
    @DisplayName("an address on aro, a name on rosa")
    void addresses() {
        assertTrue(meshes.address(ARO).startsWith("203.0.113."));
        assertTrue(meshes.address(ROSA).endsWith(".elb.eu-central-1.rosa.example"));
    }

    @Test
    @DisplayName("a gateway added to the control plane runs, and one taken out is gone")
    void gateways() {
        Map<String, Object> gateways = Manifests.part(controlPlane(), "spec", "gateways");
        Map<String, Object> more = new LinkedHashMap<>(gateways);
        more.put("additionalEgress", Map.of("egress-third", Map.of()));
        change("gateways", more);
        meshes.pass(5);

        assertTrue(aro.get(Kinds.SERVICE, "aro-mesh", "egress-third").isPresent());
        assertTrue(
                aro.get(Kinds.SERVICE_ACCOUNT, "aro-mesh", "egress-third-service-account")
                        .isPresent());
        assertTrue(aro.get(Kinds.SERVICE, "aro-mesh", "egress-rosa").isEmpty());
        assertTrue(aro.get(Kinds.DEPLOYMENT, "aro-mesh", "egress-rosa").isEmpty());
        assertTrue(ready());
    }

    @Test
    @DisplayName("a load balancer that is told so stays without an address")
    void pendingBalancer() {
        meshes.handle(ARO).set(MeshFault.BALANCERS_PENDING, true);
        Map<String, Object> gateways = new LinkedHashMap<>();
        gateways.put(
                "additionalIngress",
                Map.of("ingress-third", Map.of("service", Map.of("type", "LoadBalancer"))));
        change("gateways", gateways);
        meshes.pass(300);
        assertTrue(balancers("ingress-third").isEmpty());

        meshes.handle(ARO).set(MeshFault.BALANCERS_PENDING, false);
        meshes.pass(15);
        assertEquals(1, balancers("ingress-third").size());
    }

    private List<Map<String, Object>> balancers(String gateway) {
        return Trees.objects(
                aro.get(Kinds.SERVICE, "aro-mesh", gateway).orElseThrow(),
                "status",
                "loadBalancer",
                "ingress");
    }

    @Test
    @DisplayName("istiod has two pods, labelled, and a rollout restart replaces both")
    void rolloutRestart() {
        List<String> before = meshes.handle(ARO).istiodPods();
        assertEquals(2, before.size());
        Map<String, Object> pod = aro.get(Kinds.POD, "aro-mesh", before.get(0)).orElseThrow();
        assertEquals("aro", Manifests.part(pod, "metadata", "labels").get("istio.io/rev"));

        meshes.restartIstiod(ARO);
        meshes.pass(15);
        List<String> after = meshes.handle(ARO).istiodPods();
        assertEquals(2, after.size());
        assertTrue(after.stream().noneMatch(before::contains));
    }

    @Test
    @DisplayName("an istiod pod that somebody deletes is replaced")
    void podDeleted() {
        String first = meshes.handle(ARO).istiodPods().get(0);
        aro.delete(Kinds.POD, "aro-mesh", first);
        meshes.pass(5);

        assertEquals(2, meshes.handle(ARO).istiodPods().size());
        assertFalse(meshes.handle(ARO).istiodPods().contains(first));
    }

    @Test
    @DisplayName("a new root is published at once")
    void rotation() {
        String before = meshes.handle(ARO).root();
        meshes.handle(ARO).renewRoot();

        assertNotEquals(before, rootIn("bank"));
        assertEquals(meshes.handle(ARO).root(), rootIn("bank"));
    }

    @Test
    @DisplayName("a deleted control plane takes its istiods and gateways along")
    void deleted() {
        aro.delete(Kinds.CONTROL_PLANE, "aro-mesh", "aro");
        meshes.pass(1);

        assertTrue(aro.list(Kinds.POD, "aro-mesh").isEmpty());
        assertTrue(aro.list(Kinds.DEPLOYMENT, "aro-mesh").isEmpty());
    }
}
