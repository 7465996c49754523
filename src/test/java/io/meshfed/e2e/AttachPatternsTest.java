package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.model.ObjectRef;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.ServerKind;
import io.meshfed.testing.TestClusters;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
@DisplayName("the walkthrough behind real API servers, controllers and data plane attached")
@Timeout(400)
class AttachPatternsTest {

    private static final String FEDERATION =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: attach-patterns
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              east: { cluster: aro, namespace: ap-east, gateways: managed, controlPlane: fed }
              west: { cluster: rosa, namespace: ap-west, gateways: managed, controlPlane: fed }
            peerings:
              - between: [east, west]
                exports:
                  - { from: east, service: kube-info, namespace: ap-east-member }
                  - { from: west, service: kube-info, namespace: ap-west-member }
            """;

    private static final String MESH =
            """
            apiVersion: operators.coreos.com/v1alpha1
            kind: Subscription
            metadata: { name: servicemeshoperator, namespace: openshift-operators }
            spec: { name: servicemeshoperator, source: redhat-operators, sourceNamespace: openshift-marketplace }
            ---
            apiVersion: maistra.io/v2
            kind: ServiceMeshControlPlane
            metadata: { name: fed, namespace: ap-MESH }
            spec: { security: { trust: { domain: MESH.local } } }
            ---
            apiVersion: maistra.io/v1
            kind: ServiceMeshMemberRoll
            metadata: { name: default, namespace: ap-MESH }
            spec: { members: [ap-MESH-member] }
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: kube-info, namespace: ap-MESH-member }
            spec: { selector: { app: kube-info }, ports: [{ name: http, port: 8080, protocol: TCP }] }
            ---
            apiVersion: networking.istio.io/v1beta1
            kind: Gateway
            metadata: { name: kube-info, namespace: ap-MESH-member }
            spec:
              selector: { istio: ingressgateway }
              servers: [{ hosts: ["*"], port: { name: http, number: 80, protocol: HTTP } }]
            ---
            apiVersion: networking.istio.io/v1beta1
            kind: VirtualService
            metadata: { name: kube-info, namespace: ap-MESH-member }
            spec: { hosts: ["*"], gateways: [kube-info], http: [{ route: [{ destination: { host: kube-info } }] }] }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: kube-info, namespace: ap-MESH-member }
            spec:
              replicas: 2
              selector: { matchLabels: { app: kube-info } }
              template:
                metadata: { labels: { app: kube-info, version: v1 } }
                spec: { containers: [{ name: kube-info, image: "example/kube-info:1" }] }
            """;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SERVICE = List.of("--mesh=east", "--service=kube-info");
    private static final int REQUESTS = 200;
    private static final String SYNC = "--sync-period=3s";

    @TempDir Path folder;
    private SandboxProcess sandbox;
    private String routes;

    @Test
    @DisplayName(
            "manifests become meshes, each pattern is answered as it says, a drill passes, and nothing of it is left")
    void walkthrough() throws IOException {
        try (TestClusters clusters =
                ServerKind.KUBE_APISERVER.start(folder, List.of("aro", "rosa"))) {
            int port = freePort();
            routes = "127.0.0.1:" + port;
            try (SandboxProcess attached =
                    SandboxProcess.attachEmpty(folder, FEDERATION, clusters.kubeconfig(), port)) {
                sandbox = attached;
                install(clusters.raw("aro"), "east");
                install(clusters.raw("rosa"), "west");
                meshfed("federate", List.of("--timeout=90s", "--interval=250ms", SYNC));
                patterns();
                drill();
                String gone = meshfed("unfederate", List.of("--everything", "--settle=200ms"));
                assertTrue(gone.contains("has nothing of federation 'attach-patterns'"), gone);
                sandbox.terminate();
                sandbox.meshfed("sandbox", "--detach").requireOk();
            }
        }
    }

    /** A kube-apiserver by itself finishes the deletion of no namespace, so they are in no set. */
    private void install(RawCluster cluster, String mesh) throws IOException {
        for (String name : List.of("ap-" + mesh, "ap-" + mesh + "-member")) {
            cluster.put(new ObjectRef(ResourceTypes.NAMESPACE, "", name), Map.of());
        }
        Path file = folder.resolve(mesh + ".yaml");
        Files.writeString(file, MESH.replace("MESH", mesh));
        meshfed("apply-manifests", List.of(file.toString(), "--mesh=" + mesh, "--timeout=90s"));
    }

    private void patterns() throws IOException {
        route("mirror", "--to=west", "--mirror-percent=100");
        long before = copies("west");
        probe("--expect=east=100");
        long copies = copies("west") - before;
        // A route takes a moment to reach the gateway.
        assertTrue(copies > REQUESTS / 2 && copies <= REQUESTS, () -> "copies: " + copies);
        route("balance", "--weight=east=50,west=50");
        probe("--expect=east=50±15", "--expect=west=50±15");
        route("failover", "--to=west");
        probe("--expect=east=100");
    }

    /** From the failover that stands: it stands afterwards, and the pods are back. */
    private void drill() throws IOException {
        List<String> line = new ArrayList<>(SERVICE);
        line.addAll(
                List.of(
                        "--to=west",
                        "--workload=kube-info",
                        "--path=/info",
                        "--connect-to=" + routes,
                        "--steady=500ms",
                        SYNC));
        String told = meshfed("failover-drill", line);
        assertTrue(told.contains("passed; everything is as it was"), told);
    }

    private void route(String pattern, String... more) throws IOException {
        List<String> line = new ArrayList<>(SERVICE);
        line.addAll(List.of("--pattern=" + pattern, SYNC));
        line.addAll(List.of(more));
        meshfed("route-traffic", line);
    }

    private void probe(String... expectations) throws IOException {
        List<String> line = new ArrayList<>(SERVICE);
        line.addAll(
                List.of(
                        "--path=/info",
                        "--connect-to=" + routes,
                        "--requests=" + REQUESTS,
                        "--rate=100"));
        line.addAll(List.of(expectations));
        meshfed("probe-service", line);
    }

    /** What the data plane says of itself to who asks for the machine that it is on. */
    private long copies(String mesh) throws IOException {
        try (InputStream counted = URI.create("http://" + routes + "/").toURL().openStream()) {
            return JSON.readTree(counted).path(mesh + " v1 copies").asLong();
        }
    }

    private String meshfed(String command, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        return sandbox.meshfed(line.toArray(String[]::new)).requireOk();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
