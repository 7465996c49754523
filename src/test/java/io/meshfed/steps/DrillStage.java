package io.meshfed.steps;

import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.probe.DrillVerdict;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Federations;
import io.meshfed.testing.LiveSandbox;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.StepHarness;
import io.meshfed.testing.Yaml;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Meshes east and west, federated, with kube-info in both of them. */
final class DrillStage implements AutoCloseable {

    private static final int SPEED = 40;
    private static final Duration SYNC = Duration.ofMillis(1500);
    private static final String MEMBER = "east-mesh-member";

    private static final String APP =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: kube-info-v1 }
            spec:
              replicas: 2
              selector: { matchLabels: { app: kube-info, version: v1 } }
              template:
                metadata: { labels: { app: kube-info, version: v1 } }
                spec: { containers: [{ name: kube-info, image: "quay.io/example/kube-info:v1" }] }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: kube-info-v2 }
            spec:
              replicas: 1
              selector: { matchLabels: { app: kube-info, version: v2 } }
              template:
                metadata: { labels: { app: kube-info, version: v2 } }
                spec: { containers: [{ name: kube-info, image: "quay.io/example/kube-info:v2" }] }
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: kube-info }
            spec: { selector: { app: kube-info }, ports: [{ name: http, port: 8080 }] }
            ---
            apiVersion: networking.istio.io/v1beta1
            kind: Gateway
            metadata: { name: kube-info-gateway }
            spec:
              selector: { istio: ingressgateway }
              servers: [{ hosts: ["*"], port: { name: http, number: 80, protocol: HTTP } }]
            ---
            apiVersion: networking.istio.io/v1beta1
            kind: VirtualService
            metadata: { name: kube-info }
            spec:
              hosts: ["*"]
              gateways: [kube-info-gateway]
              http:
              - match: [{ uri: { prefix: /info } }]
                route: [{ destination: { host: kube-info, port: { number: 8080 } } }]
            """;

    final Federation federation = Federations.read(Federations.EAST_WEST);
    final LiveSandbox live;

    private DrillStage(Path folder) {
        live = LiveSandbox.start(folder, federation, SPEED);
        install("aro", "east");
        install("rosa", "west");
        harness()
                .run(
                        Pipelines.federate(
                                new ShareTrustStep(
                                        ShareTrustStep.Mode.REPLACE,
                                        new ShareTrustStep.Guards(false, false)),
                                new VerifyFederationStep(1, Duration.ofMillis(50), SYNC, false)))
                .requireOk();
    }

    static DrillStage start(Path folder) {
        return new DrillStage(folder);
    }

    private void install(String cluster, String mesh) {
        for (Map<String, Object> object : Yaml.all(APP)) {
            String kind = String.valueOf(object.get("kind"));
            ObjectRef ref =
                    new ObjectRef(
                            List.of(
                                            ResourceTypes.DEPLOYMENT,
                                            ResourceTypes.SERVICE,
                                            ResourceTypes.GATEWAY,
                                            ResourceTypes.VIRTUAL_SERVICE)
                                    .stream()
                                    .filter(type -> type.kind().equals(kind))
                                    .findFirst()
                                    .orElseThrow(),
                            mesh + "-mesh-member",
                            name(object));
            live.raw(cluster).delete(ref);
            live.raw(cluster).put(ref, Map.of("spec", object.get("spec")));
        }
    }

    private static String name(Map<String, Object> object) {
        return String.valueOf(Trees.object(object.get("metadata")).get("name"));
    }

    StepHarness harness() {
        return new StepHarness(live, federation).within(Duration.ofMinutes(2));
    }

    /** By route-traffic, as somebody would before a drill. */
    void route(String pattern, String... hosts) {
        PatternWish wish = PatternWish.of(TrafficPattern.parse(pattern).orElseThrow());
        harness()
                .run(new RouteTrafficStep("east", "kube-info", wish, Set.of(hosts), SYNC))
                .requireOk();
    }

    RawCluster aro() {
        return live.raw("aro");
    }

    static DrillSubject subject(String... workloads) {
        return new DrillSubject(
                "east",
                "kube-info",
                List.of(workloads),
                PatternWish.of(TrafficPattern.failover("west", "us-east")),
                List.of(),
                false);
    }

    FailoverDrillStep drill(DrillSubject subject, Duration patience, DrillVerdict wanted) {
        ProbeRequest request =
                new ProbeRequest(new Entrance.OfMesh(), "/info", live.routes(), List.of(), 200, "");
        DrillWatch watch =
                new DrillWatch(
                        request, 50, Duration.ofSeconds(2), Duration.ofMillis(300), patience);
        return new FailoverDrillStep(subject, watch, wanted, SYNC);
    }

    /** As it should be asked for. */
    FailoverDrillStep drill() {
        return drill(
                subject("kube-info-v1", "kube-info-v2"),
                Duration.ofSeconds(10),
                new DrillVerdict(DrillVerdict.ANY, DrillVerdict.EVER));
    }

    static RestoreDrillStep restore() {
        return new RestoreDrillStep("east", "kube-info", SYNC);
    }

    /** All that a drill touches, as it stands. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        for (String name : List.of("kube-info-v1", "kube-info-v2")) {
            ObjectRef ref = new ObjectRef(ResourceTypes.DEPLOYMENT, MEMBER, name);
            state.add(name + " " + aro().get(ref).number("spec", "replicas").orElse(1L));
        }
        ObjectRef set = new ObjectRef(ResourceTypes.IMPORTS, "east-istio-system", "west");
        state.add(Yaml.canonical(aro().get(set).object("spec")));
        state.add("" + aro().get(set).annotation("meshfed.io/merged"));
        for (ObjectRef ref :
                List.of(
                        new ObjectRef(ResourceTypes.VIRTUAL_SERVICE, MEMBER, "meshfed-kube-info"),
                        new ObjectRef(ResourceTypes.DESTINATION_RULE, MEMBER, "meshfed-kube-info"),
                        memory())) {
            state.add(
                    aro().has(ref)
                            ? ref + " " + Yaml.canonical(aro().get(ref).object("spec"))
                            : "no " + ref);
        }
        return state;
    }

    static ObjectRef memory() {
        return new ObjectRef(ResourceTypes.CONFIG_MAP, "east-istio-system", "meshfed-drill-east");
    }

    @Override
    public void close() {
        live.close();
    }
}
