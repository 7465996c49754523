package io.meshfed.e2e;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real API servers with controllers and a data plane attached, and a mesh in each that answers
 * requests for {@code kube-info}. Namespaces stay behind on a real API server, so each test has
 * some of its own.
 */
abstract class AttachBed {

    /** Of a mesh {@code MESH} whose namespaces begin with {@code PREFIX}. */
    private static final String MESH =
            """
            apiVersion: operators.coreos.com/v1alpha1
            kind: Subscription
            metadata: { name: servicemeshoperator, namespace: openshift-operators }
            spec: { name: servicemeshoperator, source: redhat-operators, sourceNamespace: openshift-marketplace }
            ---
            apiVersion: maistra.io/v2
            kind: ServiceMeshControlPlane
            metadata: { name: fed, namespace: PREFIX-MESH }
            spec: { security: { trust: { domain: MESH.local } } }
            ---
            apiVersion: maistra.io/v1
            kind: ServiceMeshMemberRoll
            metadata: { name: default, namespace: PREFIX-MESH }
            spec: { members: [PREFIX-MESH-member] }
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: kube-info, namespace: PREFIX-MESH-member }
            spec: { selector: { app: kube-info }, ports: [{ name: http, port: 8080, protocol: TCP }] }
            ---
            apiVersion: networking.istio.io/v1beta1
            kind: Gateway
            metadata: { name: kube-info, namespace: PREFIX-MESH-member }
            spec:
              selector: { istio: ingressgateway }
              servers: [{ hosts: ["*"], port: { name: http, number: 80, protocol: HTTP } }]
            ---
            apiVersion: networking.istio.io/v1beta1
            kind: VirtualService
            metadata: { name: kube-info, namespace: PREFIX-MESH-member }
            spec: { hosts: ["*"], gateways: [kube-info], http: [{ route: [{ destination: { host: kube-info } }] }] }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: kube-info, namespace: PREFIX-MESH-member }
            spec:
              replicas: 2
              selector: { matchLabels: { app: kube-info } }
              template:
                metadata: { labels: { app: kube-info, version: v1 } }
                spec: { containers: [{ name: kube-info, image: "example/kube-info:1" }] }
            """;

    static final String SYNC = "--sync-period=3s";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;
    TestClusters clusters;
    SandboxProcess sandbox;

    /** Where the Routes answer. */
    String routes;

    private final String prefix;

    AttachBed(String prefix) {
        this.prefix = prefix;
    }

    abstract String federation();

    @BeforeEach
    void attach() throws IOException {
        clusters = ServerKind.KUBE_APISERVER.start(folder, List.of("aro", "rosa"));
        int port = freePort();
        routes = "127.0.0.1:" + port;
        sandbox = SandboxProcess.attachEmpty(folder, federation(), clusters.kubeconfig(), port);
    }

    @AfterEach
    void close() throws IOException {
        if (sandbox != null) {
            sandbox.terminate();
            sandbox.meshfed("sandbox", "--detach").requireOk();
            sandbox.close();
        }
        if (clusters != null) {
            clusters.close();
        }
    }

    /** A kube-apiserver by itself finishes the deletion of no namespace, so they are in no set. */
    void install(String cluster, String mesh) throws IOException {
        RawCluster raw = clusters.raw(cluster);
        for (String name : List.of(prefix + "-" + mesh, prefix + "-" + mesh + "-member")) {
            raw.put(new ObjectRef(ResourceTypes.NAMESPACE, "", name), Map.of());
        }
        String yaml = MESH.replace("PREFIX", prefix).replace("MESH", mesh);
        meshfed("apply-manifests", List.of(write(mesh, yaml), "--mesh=" + mesh, "--timeout=90s"));
    }

    /** The path of a file with that text. */
    String write(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), yaml).toString();
    }

    String meshfed(String command, List<String> arguments) throws IOException {
        return said("federation.yaml", command, arguments).requireOk();
    }

    /**
     * @param file beside the federation file, or that
     */
    SandboxProcess.Said said(String file, String command, List<String> arguments)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        return sandbox.meshfedOf(file, line.toArray(String[]::new));
    }

    /** What the data plane says of itself to who asks for the machine that it is on. */
    long counted(String what) throws IOException {
        try (InputStream counted = URI.create("http://" + routes + "/").toURL().openStream()) {
            return JSON.readTree(counted).path(what).asLong();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
