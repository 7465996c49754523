package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.testing.Poll;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.ServerKind;
import io.meshfed.testing.TestClusters;
import io.meshfed.testing.Yaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
@DisplayName("meshfed sandbox --attach --empty, behind real API servers")
@Timeout(600)
class AttachTrafficTest {

    private static final String FEDERATION =
            FederationTexts.PAIR.replace("name: e2e", "name: attach-traffic");

    private static final List<ResourceType> TYPES =
            List.of(
                    Kinds.NAMESPACE,
                    Kinds.SERVICE,
                    Kinds.DEPLOYMENT,
                    Kinds.SUBSCRIPTION,
                    Kinds.CONTROL_PLANE,
                    Kinds.MEMBER_ROLL,
                    Kinds.GATEWAY,
                    Kinds.VIRTUAL_SERVICE);

    private static final String NAMESPACES =
            """
            { apiVersion: v1, kind: Namespace, metadata: { name: at-istio-system } }
            ---
            { apiVersion: v1, kind: Namespace, metadata: { name: at-member } }
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
            metadata: { name: fed, namespace: at-istio-system }
            spec: { security: { trust: { domain: at.local } } }
            ---
            apiVersion: maistra.io/v1
            kind: ServiceMeshMemberRoll
            metadata: { name: default, namespace: at-istio-system }
            spec: { members: [at-member] }
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: kube-info, namespace: at-member }
            spec: { selector: { app: kube-info }, ports: [{ name: http, port: 8080, protocol: TCP }] }
            ---
            apiVersion: networking.istio.io/v1beta1
            kind: Gateway
            metadata: { name: kube-info, namespace: at-member }
            spec:
              selector: { istio: ingressgateway }
              servers: [{ hosts: ["*"], port: { name: http, number: 80, protocol: HTTP } }]
            ---
            apiVersion: networking.istio.io/v1beta1
            kind: VirtualService
            metadata: { name: kube-info, namespace: at-member }
            spec: { hosts: ["*"], gateways: [kube-info], http: [{ route: [{ destination: { host: kube-info } }] }] }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: kube-info, namespace: at-member }
            spec:
              selector: { matchLabels: { app: kube-info } }
              template:
                metadata: { labels: { app: kube-info, version: v1 } }
                spec: { containers: [{ name: kube-info, image: "example/kube-info:1" }] }
            """;

    @TempDir Path folder;

    private static void apply(RawCluster cluster, String yaml) {
        for (Map<String, Object> object : Yaml.all(yaml)) {
            ResourceType type =
                    TYPES.stream()
                            .filter(each -> each.kind().equals(object.get("kind")))
                            .findFirst()
                            .orElseThrow();
            cluster.apply(
                    new ObjectRef(
                            type,
                            Trees.text(object, "metadata", "namespace").orElse(""),
                            Trees.text(object, "metadata", "name").orElseThrow()),
                    object,
                    "test");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** Status line, head and body; empty when nobody listens. */
    private static String get(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            "GET /info HTTP/1.1\r\nHost: istio-ingressgateway-at-istio-system.apps.aro.test\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException nobody) {
            return "";
        }
    }

    @Test
    @DisplayName("what is applied to an empty cluster becomes a mesh that answers, and is removed")
    void answers() throws IOException {
        try (TestClusters clusters =
                ServerKind.KUBE_APISERVER.start(folder, List.of("aro", "rosa"))) {
            int port = freePort();
            try (SandboxProcess sandbox =
                    SandboxProcess.attachEmpty(folder, FEDERATION, clusters.kubeconfig(), port)) {
                apply(clusters.raw("aro"), NAMESPACES);
                apply(clusters.raw("aro"), MESH);
                String right =
                        "{\"service\":\"kube-info\",\"mesh\":\"at\",\"version\":\"v1\",\"cluster\":\"aro\"";
                Poll.until(
                        "an answer through the Route",
                        Duration.ofSeconds(90),
                        () -> get(port).contains(right));

                for (String namespace : List.of("at-member", "at-istio-system")) {
                    clusters.raw("aro").delete(new ObjectRef(Kinds.NAMESPACE, "", namespace));
                }
                Poll.until(
                        "the router's own page",
                        Duration.ofSeconds(90),
                        () -> get(port).startsWith("HTTP/1.1 503"));
                sandbox.terminate();
                sandbox.meshfed("sandbox", "--detach").requireOk();
            }
            assertTrue(
                    Files.readString(folder.resolve("sandbox.err"))
                            .contains("removed namespaces openshift-operators"));
        }
    }
}
