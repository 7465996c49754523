package io.meshfed.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.model.TrustDomain;
import io.meshfed.resource.ServiceMeshPeers.GatewayPair;
import io.meshfed.resource.ServiceMeshPeers.RemoteMesh;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The objects of federations of 2 to 20 meshes, every two of which are peered. */
class ManyMeshesTest {

    static IntStream sizes() {
        return IntStream.rangeClosed(2, 20);
    }

    @ParameterizedTest(name = "{0} meshes: every mesh has one peer object for every other")
    @MethodSource("sizes")
    void peersOfEachOther(int meshes) {
        Set<ObjectRef> refs = new HashSet<>();
        Federation federation = federation(meshes);
        federation.directions().forEach(d -> refs.add(inCluster(d, FederationObjects.peer(d))));

        assertEquals(meshes * (meshes - 1), refs.size());
    }

    @ParameterizedTest(name = "{0} meshes: no two objects of a kind share a name in a namespace")
    @MethodSource("sizes")
    void uniqueNames(int meshes) {
        Set<String> names = new HashSet<>();
        for (Direction d : federation(meshes).directions()) {
            for (Manifest object : objects(d)) {
                String name = d.local().cluster().name() + " " + object.ref();
                assertTrue(names.add(name), name);
            }
        }
        assertEquals(4 * meshes * (meshes - 1), names.size());
    }

    @ParameterizedTest(name = "{0} meshes: sets are named after the peer, and owned")
    @MethodSource("sizes")
    void namedAfterThePeer(int meshes) {
        for (Direction d : federation(meshes).directions()) {
            for (Manifest object : objects(d)) {
                if (!object.ref().type().equals(ResourceTypes.CONFIG_MAP)) {
                    assertEquals(d.remote().name(), object.ref().name());
                }
                assertEquals(d.local().namespace(), object.ref().namespace());
                assertEquals("meshfed", object.labels().get("app.kubernetes.io/managed-by"));
                assertEquals("many", object.labels().get("meshfed.io/federation"));
            }
        }
    }

    @ParameterizedTest(name = "{0} meshes: a client id is the other side's egress account there")
    @MethodSource("sizes")
    void clientIds(int meshes) {
        for (Direction d : federation(meshes).directions()) {
            Mesh remote = d.remote();
            ClusterObject peer = live(peer(d));

            assertEquals(
                    "%s.local/ns/%s/sa/%s-service-account"
                            .formatted(
                                    remote.name(), remote.namespace(), d.reversed().egressName()),
                    peer.text("spec", "security", "clientID").orElseThrow());
            assertEquals(
                    remote.name() + ".local",
                    peer.text("spec", "security", "trustDomain").orElseThrow());
            assertEquals(
                    live(peer(d.reversed())).text("spec", "gateways", "egress", "name"),
                    peer.text("spec", "security", "clientID")
                            .map(id -> id.replaceAll(".*/sa/(.*)-service-account", "$1")));
        }
    }

    @ParameterizedTest(name = "{0} meshes: no peer has an address of its own mesh")
    @MethodSource("sizes")
    void foreignAddresses(int meshes) {
        for (Direction d : federation(meshes).directions()) {
            List<?> addresses =
                    (List<?>) live(peer(d)).value("spec", "remote", "addresses").orElseThrow();

            assertEquals(List.of(address(d.reversed())), addresses);
            assertFalse(addresses.contains(address(d)));
        }
    }

    @ParameterizedTest(name = "{0} meshes: what is imported is what the other side exports")
    @MethodSource("sizes")
    void importsWhatIsExported(int meshes) {
        for (Direction d : federation(meshes).directions()) {
            List<String> exported =
                    d.reversed().exports().stream().map(e -> e.exportedAs().toString()).toList();
            ClusterObject set = live(ImportedServiceSets.desired("many", d));

            assertEquals(
                    exported,
                    set.objects("spec", "importRules").stream()
                            .map(rule -> (Map<?, ?>) rule.get("nameSelector"))
                            .map(selector -> selector.get("namespace") + "/" + selector.get("name"))
                            .toList());
        }
    }

    /** Meshes on clusters of their own and together, some exporting, by a fixed seed. */
    private static Federation federation(int meshes) {
        Random random = new Random(meshes);
        StringBuilder yaml =
                new StringBuilder(
                        "apiVersion: meshfed.io/v1alpha1\nkind: Federation\nname: many\nclusters:\n");
        int clusters = 1 + random.nextInt(meshes);
        for (int i = 0; i < clusters; i++) {
            yaml.append("  c%1$d: { context: c%1$d }\n".formatted(i));
        }
        yaml.append("meshes:\n");
        for (int i = 0; i < meshes; i++) {
            yaml.append(
                    "  m%1$d: { cluster: c%2$d, namespace: m%1$d-ns, controlPlane: cp%1$d }\n"
                            .formatted(i, i % clusters));
        }
        yaml.append("peerings:\n");
        for (int i = 0; i < meshes; i++) {
            for (int j = i + 1; j < meshes; j++) {
                yaml.append("  - between: [m%d, m%d]\n".formatted(i, j));
                if (random.nextBoolean()) {
                    yaml.append(
                            "    exports: [{ from: m%d, service: s%d, namespace: app%d }]\n"
                                    .formatted(random.nextBoolean() ? i : j, i, j));
                }
            }
        }
        return FederationReader.parse(yaml.toString(), "many.yaml").federation();
    }

    private static String address(Direction direction) {
        return "gw-%s-for-%s.example.com"
                .formatted(direction.local().name(), direction.remote().name());
    }

    private static Manifest peer(Direction d) {
        Direction back = d.reversed();
        return ServiceMeshPeers.desired(
                "many",
                d,
                new GatewayPair(d.ingressName(), d.egressName()),
                new RemoteMesh(
                        new PeerEndpoint(List.of(address(back)), 8188, 15443),
                        new TrustDomain(d.remote().name() + ".local"),
                        back.egressName()));
    }

    private static List<Manifest> objects(Direction d) {
        List<Manifest> objects = new ArrayList<>();
        objects.add(peer(d));
        objects.add(ExportedServiceSets.desired("many", d));
        objects.add(ImportedServiceSets.desired("many", d));
        objects.add(
                new Manifest(
                        FederationObjects.injectedRoots(d),
                        peer(d).labels(),
                        new TreeMap<>(),
                        Map.of()));
        return objects;
    }

    private static ObjectRef inCluster(Direction d, ObjectRef ref) {
        return new ObjectRef(
                ref.type(), d.local().cluster().name() + "/" + ref.namespace(), ref.name());
    }

    private static ClusterObject live(Manifest manifest) {
        return new ClusterObject(manifest.ref(), manifest.toTree());
    }
}
