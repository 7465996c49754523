package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Platform;
import java.time.Duration;
import java.util.List;

/** Meshes east and east2 in one cluster, west in the other; east takes from both of them. */
final class EastWest {

    static final String HOST = "istio-ingressgateway-east-istio-system.apps.aro.test";
    static final String LOCAL = "kube-info.east-mesh-member.svc.cluster.local";
    static final String WEST = "kube-info.west-mesh-member.svc.west-imports.local";
    static final String EAST2 = "kube-info.east2-mesh-member.svc.east2-imports.local";

    final TrafficStage stage = new TrafficStage(Platform.WITH_OPERATOR);

    private EastWest() {
        node("aro", "us-east");
        node("rosa", "us-west");
        mesh("aro", "east", List.of("east2", "west"));
        mesh("aro", "east2", List.of("east"));
        mesh("rosa", "west", List.of("east"));
        app("aro", "east");
        app("aro", "east2");
        app("rosa", "west");
        stage.settle();
        pair("aro", "east", "rosa", "west");
        pair("aro", "east", "aro", "east2");
        standard();
        stage.clock.advance(Duration.ofSeconds(40));
    }

    /** Everything connected, everything exported and imported, the standard pattern. */
    static EastWest federated() {
        return new EastWest();
    }

    private void node(String cluster, String region) {
        stage.apply(
                cluster,
                """
                apiVersion: v1
                kind: Node
                metadata:
                  name: worker-1
                  labels: { topology.kubernetes.io/region: %1$s, topology.kubernetes.io/zone: %1$s-1 }
                """
                        .formatted(region));
    }

    private void mesh(String cluster, String mesh, List<String> peers) {
        StringBuilder ingress = new StringBuilder();
        StringBuilder egress = new StringBuilder();
        for (String peer : peers) {
            String ports = "[{ name: tls, port: 15443 }, { name: discovery, port: 8188 }]";
            ingress.append(
                    "      ingress-%s: { enabled: true, service: { type: LoadBalancer, ports: %s } }\n"
                            .formatted(peer, ports));
            egress.append(
                    "      egress-%s: { enabled: true, service: { ports: %s } }\n"
                            .formatted(peer, ports));
        }
        stage.apply(
                cluster,
                """
                apiVersion: v1
                kind: Namespace
                metadata: { name: %1$s-istio-system }
                ---
                apiVersion: v1
                kind: Namespace
                metadata: { name: %1$s-mesh-member }
                ---
                apiVersion: maistra.io/v1
                kind: ServiceMeshMemberRoll
                metadata: { name: default, namespace: %1$s-istio-system }
                spec: { members: [%1$s-mesh-member] }
                ---
                apiVersion: maistra.io/v2
                kind: ServiceMeshControlPlane
                metadata: { name: %1$s-fed, namespace: %1$s-istio-system }
                spec:
                  security: { trust: { domain: %1$s.local } }
                  gateways:
                    additionalIngress:
                %2$s    additionalEgress:
                %3$s"""
                        .formatted(mesh, ingress, egress));
    }

    private void app(String cluster, String mesh) {
        stage.apply(
                cluster,
                """
                apiVersion: v1
                kind: Service
                metadata: { name: kube-info, namespace: %1$s-mesh-member }
                spec: { selector: { app: kube-info }, ports: [{ name: http, port: 8080 }] }
                ---
                apiVersion: networking.istio.io/v1beta1
                kind: Gateway
                metadata: { name: kube-info-gateway, namespace: %1$s-mesh-member }
                spec:
                  selector: { istio: ingressgateway }
                  servers: [{ hosts: ["*"], port: { name: http, number: 80, protocol: HTTP } }]
                """
                        .formatted(mesh));
        deploy(cluster, mesh, "v1", "");
        deploy(cluster, mesh, "v2", "");
    }

    /**
     * @param annotations of its pods, as the inside of a YAML flow mapping
     */
    void deploy(String cluster, String mesh, String version, String annotations) {
        stage.apply(
                cluster,
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: kube-info-%2$s, namespace: %1$s-mesh-member }
                spec:
                  selector: { matchLabels: { app: kube-info, version: %2$s } }
                  template:
                    metadata:
                      labels: { app: kube-info, version: %2$s }
                      annotations: { %3$s }
                    spec: { containers: [{ name: kube-info, image: "quay.io/example/kube-info:%2$s" }] }
                """
                        .formatted(mesh, version, annotations));
    }

    private void pair(String oneCluster, String one, String otherCluster, String other) {
        for (boolean first : List.of(true, false)) {
            String cluster = first ? oneCluster : otherCluster;
            String remote = first ? otherCluster : oneCluster;
            half(cluster, first ? one : other, remote, first ? other : one);
        }
    }

    private void half(String cluster, String mesh, String remote, String peer) {
        String root =
                Trees.text(
                                stage.store(remote)
                                        .get(
                                                Kinds.CONFIG_MAP,
                                                peer + "-istio-system",
                                                "istio-ca-root-cert")
                                        .orElseThrow(),
                                "data",
                                "root-cert.pem")
                        .orElseThrow();
        stage.apply(
                cluster,
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: %2$s-ca-root-cert, namespace: %1$s-istio-system }
                data:
                  root-cert.pem: |
                    %3$s
                """
                        .formatted(mesh, peer, root.strip().replace("\n", "\n    ")));
        export(cluster, mesh, peer, "kube-info");
        take(cluster, mesh, peer, "", "");
        stage.apply(
                cluster,
                """
                apiVersion: federation.maistra.io/v1
                kind: ServiceMeshPeer
                metadata: { name: %2$s, namespace: %1$s-istio-system }
                spec:
                  remote: { addresses: [%3$s] }
                  gateways: { ingress: { name: ingress-%2$s }, egress: { name: egress-%2$s } }
                  security:
                    trustDomain: %2$s.local
                    clientID: %2$s.local/ns/%2$s-istio-system/sa/egress-%1$s-service-account
                    certificateChain: { kind: ConfigMap, name: %2$s-ca-root-cert }
                """
                        .formatted(mesh, peer, address(remote, peer, mesh)));
    }

    private String address(String cluster, String mesh, String forPeer) {
        return Trees.objects(
                        stage.store(cluster)
                                .get(Kinds.SERVICE, mesh + "-istio-system", "ingress-" + forPeer)
                                .orElseThrow(),
                        "status",
                        "loadBalancer",
                        "ingress")
                .get(0)
                .values()
                .iterator()
                .next()
                .toString();
    }

    void export(String cluster, String mesh, String peer, String service) {
        stage.apply(
                cluster,
                """
                apiVersion: federation.maistra.io/v1
                kind: ExportedServiceSet
                metadata: { name: %2$s, namespace: %1$s-istio-system }
                spec:
                  exportRules:
                  - type: NameSelector
                    nameSelector: { namespace: %1$s-mesh-member, name: %3$s }
                """
                        .formatted(mesh, peer, service));
    }

    /**
     * @param rule more of the import rule, and
     * @param set more of the spec, both as the inside of a YAML flow mapping with a comma before
     */
    void take(String cluster, String mesh, String peer, String rule, String set) {
        stage.apply(
                cluster,
                """
                apiVersion: federation.maistra.io/v1
                kind: ImportedServiceSet
                metadata: { name: %2$s, namespace: %1$s-istio-system }
                spec: { importRules: [{ type: NameSelector%3$s, nameSelector: { namespace: %2$s-mesh-member, name: kube-info%5$s } }]%4$s }
                """
                        .formatted(
                                mesh,
                                peer,
                                rule,
                                set,
                                rule.isEmpty()
                                        ? ""
                                        : ", alias: { namespace: %s-mesh-member, name: kube-info }"
                                                .formatted(mesh)));
    }

    /** What the peer exports is merged into east's own service. */
    void merge(String peer, String locality) {
        take("aro", "east", peer, ", importAsLocal: true", locality);
    }

    void standard() {
        route("{ destination: { host: %s, port: { number: 8080 } } }".formatted(LOCAL), "");
    }

    /** As route, with no more than that in its HTTP route. */
    void split(int local, String host, int weight) {
        route(
                "{ weight: %d, %s }, { weight: %d, %s }"
                        .formatted(local, to(LOCAL), weight, to(host)),
                "");
    }

    static String to(String host) {
        return "destination: { host: %s, port: { number: 8080 } }".formatted(host);
    }

    /**
     * @param destinations with weights, as the inside of a YAML list
     * @param more of the HTTP route, with a comma before
     */
    void route(String destinations, String more) {
        stage.apply(
                "aro",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: VirtualService
                metadata: { name: kube-info, namespace: east-mesh-member }
                spec:
                  hosts: ["*"]
                  gateways: [kube-info-gateway]
                  http: [{ match: [{ uri: { prefix: /info } }], route: [%s]%s }]
                """
                        .formatted(destinations, more));
    }

    /**
     * @param policy of the rule, as the inside of a YAML flow mapping
     */
    void rule(String policy) {
        stage.apply(
                "aro",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: DestinationRule
                metadata: { name: kube-info, namespace: east-mesh-member }
                spec: { host: %s, trafficPolicy: { %s } }
                """
                        .formatted(LOCAL, policy));
    }

    /** All pods of east's application, or none. */
    void scaleEast(int replicas) {
        stage.scale("aro", "east-mesh-member", "kube-info-v1", replicas);
        stage.scale("aro", "east-mesh-member", "kube-info-v2", replicas);
    }
}
