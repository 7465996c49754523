package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Direction;
import io.meshfed.model.Export;
import io.meshfed.model.Mesh;
import io.meshfed.model.Trees;
import io.meshfed.model.TrustDomain;
import io.meshfed.resource.ManagedGateways;
import io.meshfed.resource.ServiceMeshPeers;
import io.meshfed.testing.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests of a context say of each mesh what its federation file needs it to be. */
class ContextManifestsTest {

    private static final String FILES = "io.meshfed.contexts.ContextFolder#all";

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("each mesh has the control plane of the file, with a trust domain of its own")
    void controlPlanes(ContextFolder context) {
        Set<String> domains = new HashSet<>();
        for (Mesh mesh : context.federation().meshes()) {
            Map<String, Object> plane = controlPlane(context, mesh);
            assertEquals(
                    "ServiceMeshControlPlane %s/%s"
                            .formatted(mesh.namespace(), mesh.controlPlane()),
                    Kustomization.id(plane));
            assertEquals("ThirdParty", text(plane, "spec", "security", "identity", "type"));
            assertEquals("true", text(plane, "spec", "security", "dataPlane", "mtls"));
            assertTrue(domains.add(trustDomain(context, mesh).value()), mesh::name);
        }
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("each control plane has the gateways that meshfed would make, and no other")
    void gateways(ContextFolder context) {
        for (Mesh mesh : context.federation().meshes()) {
            Map<String, Object> wanted = new TreeMap<>();
            for (Direction direction : context.federation().directionsFrom(mesh)) {
                Map<String, Object> desired = ManagedGateways.desired(direction).toTree();
                wanted.putAll(gatewaysOf(desired));
            }
            Map<String, Object> found = gatewaysOf(controlPlane(context, mesh));

            assertEquals(Yaml.canonical(wanted), Yaml.canonical(found), mesh.name());
        }
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName(
            "on ROSA a gateway that peers reach from outside is behind a network load balancer")
    void networkLoadBalancers(ContextFolder context) {
        for (Mesh mesh : context.federation().meshes()) {
            Map<String, Object> plane = controlPlane(context, mesh);
            for (Direction direction : context.federation().directionsFrom(mesh)) {
                Map<String, Object> service =
                        Trees.object(
                                Trees.value(
                                                plane,
                                                "spec",
                                                "gateways",
                                                "additionalIngress",
                                                direction.ingressName(),
                                                "service")
                                        .orElseThrow());
                boolean nlb =
                        Trees.text(
                                        service,
                                        "metadata",
                                        "annotations",
                                        "service.beta.kubernetes.io/aws-load-balancer-type")
                                .filter("nlb"::equals)
                                .isPresent();
                assertEquals(mesh.cluster().name().equals("rosa") && !direction.sameCluster(), nlb);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("each mesh is known to its peers by the account of an egress gateway that it has")
    void clientIds(ContextFolder context) {
        for (Direction direction : context.federation().directions()) {
            Mesh remote = direction.remote();
            String clientId =
                    ServiceMeshPeers.clientId(
                            direction,
                            trustDomain(context, remote),
                            direction.reversed().egressName());
            Set<String> accounts = new TreeSet<>();
            for (String gateway :
                    gateways(controlPlane(context, remote), "additionalEgress").keySet()) {
                accounts.add(
                        "%s.local/ns/%s/sa/%s-service-account"
                                .formatted(remote.name(), remote.namespace(), gateway));
            }
            assertTrue(accounts.contains(clientId), () -> clientId + " of " + accounts);
        }
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("what a mesh exports is a service of one port in a member of it, and has pods")
    void exports(ContextFolder context) {
        for (Direction direction : context.federation().directions()) {
            for (Export export : direction.exports()) {
                List<Map<String, Object>> objects = context.objects(direction.local());
                String namespace = export.service().namespace();
                Map<String, Object> roll = context.only(direction.local(), "ServiceMeshMemberRoll");
                assertEquals("default", text(roll, "metadata", "name"));
                assertEquals(
                        List.of(namespace),
                        Trees.texts(Trees.value(roll, "spec", "members").orElseThrow()));

                Map<String, Object> service = context.only(direction.local(), "Service");
                assertEquals("Service " + export.service(), Kustomization.id(service));
                assertEquals(1, Trees.objects(service, "spec", "ports").size());
                assertEquals(2, pods(objects, service).size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName(
            "each pod says which mesh, cluster and version answers, from a ConfigMap beside it")
    void answers(ContextFolder context) {
        for (Mesh mesh : context.federation().meshes()) {
            List<Map<String, Object>> objects = context.objects(mesh);
            Set<String> ids = new HashSet<>();
            objects.forEach(object -> ids.add(Kustomization.id(object)));
            for (Map<String, Object> pod : ContextFolder.kind(objects, "Deployment")) {
                String version = text(pod, "metadata", "labels", "version");
                String namespace = text(pod, "metadata", "namespace");
                for (Map<String, Object> volume :
                        Trees.objects(pod, "spec", "template", "spec", "volumes")) {
                    Trees.text(volume, "configMap", "name")
                            .ifPresent(
                                    name ->
                                            assertTrue(
                                                    ids.contains(
                                                            "ConfigMap %s/%s"
                                                                    .formatted(namespace, name))));
                }
                assertEquals(
                        """
                        {"service":"kube-info","mesh":"%s","cluster":"%s","version":"%s"}
                        """
                                .formatted(mesh.name(), mesh.cluster().name(), version),
                        answer(objects, version));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName(
            "pods run as nobody in particular, with a sidecar, within limits, from a pinned image")
    void pods(ContextFolder context) {
        for (Mesh mesh : context.federation().meshes()) {
            for (Map<String, Object> deployment :
                    ContextFolder.kind(context.objects(mesh), "Deployment")) {
                Map<String, Object> template =
                        Trees.object(Trees.value(deployment, "spec", "template").orElseThrow());
                assertEquals(
                        "true",
                        text(template, "metadata", "annotations", "sidecar.istio.io/inject"));
                assertEquals("true", text(template, "spec", "securityContext", "runAsNonRoot"));
                for (Map<String, Object> container :
                        Trees.objects(template, "spec", "containers")) {
                    assertTrue(text(container, "image").matches(".+/.+:[0-9].*"));
                    assertFalse(
                            Trees.flag(container, "securityContext", "allowPrivilegeEscalation"));
                    assertEquals("8080", text(container, "readinessProbe", "httpGet", "port"));
                    text(container, "livenessProbe", "httpGet", "path");
                    text(container, "resources", "requests", "memory");
                    text(container, "resources", "limits", "memory");
                }
            }
        }
    }

    /** The Deployments whose pods a Service selects. */
    private static List<Map<String, Object>> pods(
            List<Map<String, Object>> objects, Map<String, Object> service) {
        Map<String, Object> selector =
                Trees.object(Trees.value(service, "spec", "selector").orElseThrow());
        List<Map<String, Object>> selected = new ArrayList<>();
        for (Map<String, Object> deployment : ContextFolder.kind(objects, "Deployment")) {
            Map<String, Object> labels =
                    Trees.object(
                            Trees.value(deployment, "spec", "template", "metadata", "labels")
                                    .orElseThrow());
            assertTrue(
                    labels.entrySet()
                            .containsAll(
                                    Trees.object(
                                                    Trees.value(
                                                                    deployment,
                                                                    "spec",
                                                                    "selector",
                                                                    "matchLabels")
                                                            .orElseThrow())
                                            .entrySet()));
            if (labels.entrySet().containsAll(selector.entrySet())) {
                selected.add(deployment);
            }
        }
        return selected;
    }

    private static String answer(List<Map<String, Object>> objects, String version) {
        return ContextFolder.kind(objects, "ConfigMap").stream()
                .filter(map -> text(map, "metadata", "name").equals("kube-info-answer-" + version))
                .map(map -> text(map, "data", "info.json"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> controlPlane(ContextFolder context, Mesh mesh) {
        return context.only(mesh, "ServiceMeshControlPlane");
    }

    private static TrustDomain trustDomain(ContextFolder context, Mesh mesh) {
        Map<String, Object> plane = controlPlane(context, mesh);
        return new TrustDomain(text(plane, "spec", "security", "trust", "domain"));
    }

    /** Without annotations, which are the cloud's business: {@code additionalIngress/ingress-x}. */
    private static Map<String, Object> gatewaysOf(Map<String, Object> plane) {
        Map<String, Object> all = new TreeMap<>();
        for (String side : List.of("additionalIngress", "additionalEgress")) {
            gateways(plane, side)
                    .forEach(
                            (name, entry) -> all.put(side + "/" + name, withoutAnnotations(entry)));
        }
        return all;
    }

    private static Map<String, Object> gateways(Map<String, Object> plane, String side) {
        return Trees.object(Trees.value(plane, "spec", "gateways", side).orElseThrow());
    }

    private static Object withoutAnnotations(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> kept = new TreeMap<>();
            Trees.object(map).forEach((key, below) -> kept.put(key, withoutAnnotations(below)));
            kept.remove("annotations");
            return kept;
        }
        return value;
    }

    private static String text(Map<String, Object> object, String... path) {
        return Trees.value(object, path).map(String::valueOf).orElseThrow();
    }
}
