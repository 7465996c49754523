package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.gates.Approval;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Position;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.RampStep;
import io.meshfed.promotion.Release;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Redactor;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.Entrance;
import io.meshfed.steps.GateProbe;
import io.meshfed.steps.JudgeGatesStep;
import io.meshfed.steps.ProbeRequest;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.steps.VerifyFederationStep;
import io.meshfed.testing.Federations;
import io.meshfed.testing.LiveSandbox;
import io.meshfed.testing.Run;
import io.meshfed.testing.StepHarness;
import io.meshfed.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a promotion over real routes, with gates that send real requests")
@Timeout(900)
@Order(1)
class LivePromotionTest {

    private static final Duration SYNC = Duration.ofMillis(1500);
    private static final String IMAGE = "quay.io/example/kube-info@sha256:" + "a".repeat(64);
    private static final ServiceName SERVICE = new ServiceName("west-mesh-member", "kube-info");
    private static final ObjectRef INSTALLED =
            new ObjectRef(ResourceTypes.DEPLOYMENT, "west-mesh-member", "kube-info-v2");
    private static final ObjectRef STAGED =
            new ObjectRef(ResourceTypes.DEPLOYMENT, "east-mesh-member", "kube-info-v2");

    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: kube-info-VERSION }
            spec:
              replicas: 1
              selector: { matchLabels: { app: kube-info, version: VERSION } }
              template:
                metadata: { labels: { app: kube-info, version: VERSION } }
                spec: { containers: [{ name: kube-info, image: "IMAGE" }] }
            """;

    private static final String APP =
            """
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

    private static final Map<String, ResourceType> TYPES =
            Map.of(
                    "Deployment", ResourceTypes.DEPLOYMENT,
                    "Service", ResourceTypes.SERVICE,
                    "Gateway", ResourceTypes.GATEWAY,
                    "VirtualService", ResourceTypes.VIRTUAL_SERVICE);

    @TempDir private static Path folder;
    private static Federation federation;
    private static LiveSandbox live;

    @BeforeAll
    static void start() throws IOException {
        federation = Federations.read(Federations.EAST_WEST);
        live = LiveSandbox.start(folder, federation, 40);
        install("aro", "east", APP + "---\n" + deployment("v2", IMAGE));
        install("rosa", "west", APP + "---\n" + deployment("v1", "quay.io/example/kube-info:v1"));
        Path release = Files.createDirectories(folder.resolve("release"));
        Files.writeString(
                release.resolve("v2.yaml"), deployment("v2", "quay.io/example/kube-info"));
        run(Pipelines.federate(
                        new ShareTrustStep(
                                ShareTrustStep.Mode.REPLACE,
                                new ShareTrustStep.Guards(false, false)),
                        new VerifyFederationStep(1, Duration.ofMillis(50), SYNC, false)))
                .requireOk();
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    private static String deployment(String version, String image) {
        return DEPLOYMENT.replace("VERSION", version).replace("IMAGE", image);
    }

    private static void install(String cluster, String mesh, String yaml) {
        for (Map<String, Object> object : Yaml.all(yaml)) {
            ObjectRef ref =
                    new ObjectRef(
                            TYPES.get(String.valueOf(object.get("kind"))),
                            mesh + "-mesh-member",
                            String.valueOf(Trees.object(object.get("metadata")).get("name")));
            live.raw(cluster).delete(ref);
            live.raw(cluster).put(ref, Map.of("spec", object.get("spec")));
        }
    }

    private static Run run(List<Step> steps) {
        return new StepHarness(live, federation).within(Duration.ofMinutes(4)).run(steps);
    }

    private static Promotion promotion() {
        return new Promotion(
                "kube-info-v2",
                "east",
                "west",
                SERVICE,
                new Release(
                        "v2", new TreeMap<>(Map.of("quay.io/example/kube-info", IMAGE)), "release"),
                List.of(
                        new RampStep(RampStep.Kind.MIRROR, 100, Duration.ofMillis(100)),
                        new RampStep(RampStep.Kind.WEIGHT, 25, Duration.ofMillis(100))),
                Finish.INSTALL,
                List.of(new Gate.Probe("/info", 40, 99, Duration.ZERO)),
                false);
    }

    private static GateQuestions questions() {
        GateProbe probe =
                new GateProbe(
                        path ->
                                new ProbeRequest(
                                        new Entrance.OfMesh(),
                                        path,
                                        live.routes(),
                                        List.of(),
                                        200,
                                        ""),
                        200,
                        10,
                        Duration.ofSeconds(20));
        return new GateQuestions(
                probe,
                probe,
                new JudgeGatesStep.Limits(Duration.ZERO, Duration.ofMinutes(5)),
                new JudgeGatesStep.Inputs(
                        new Approval("", "", ""), folder, new Redactor(), Map.of()),
                Duration.ofMinutes(30));
    }

    private static List<Step> promote(int pauseAfter, boolean resume) {
        return Pipelines.alone(
                new PromoteStep(
                        new PromoteStep.Source(
                                promotion(),
                                folder.resolve("promotion.yaml"),
                                System.getenv("PATH")),
                        questions(),
                        new Wishes(
                                "",
                                "",
                                "",
                                pauseAfter,
                                resume,
                                new Wishes.Patience(
                                        Duration.ofSeconds(20),
                                        Duration.ofHours(1),
                                        Duration.ofSeconds(30))),
                        terms()));
    }

    private static RunTerms terms() {
        return new RunTerms(
                UUID.randomUUID().toString(),
                "pipeline",
                Duration.ZERO,
                Duration.ofMinutes(1),
                SYNC);
    }

    private static List<Step> rollBack() {
        return Pipelines.alone(
                new RollBackStep(
                        "west",
                        SERVICE,
                        new RollBackStep.Requests(promotion(), questions()),
                        Duration.ofSeconds(30),
                        terms()));
    }

    @Test
    @DisplayName("a good release is installed and taken back; a bad one is taken back by itself")
    void goodAndBad() {
        run(promote(Position.NO_PAUSE, false)).requireOk();
        assertTrue(live.raw("rosa").has(INSTALLED));
        run(rollBack()).requireOk();
        assertFalse(live.raw("rosa").has(INSTALLED));

        run(promote(0, false)).requireOk();
        live.raw("aro")
                .merge(
                        STAGED,
                        Map.of(
                                "spec",
                                Map.of(
                                        "template",
                                        Map.of(
                                                "metadata",
                                                Map.of(
                                                        "annotations",
                                                        Map.of(
                                                                "sandbox.meshfed.io/answers",
                                                                "500"))))));

        Run run = run(promote(0, true));

        assertTrue(
                run.failure(ErrorClass.GATE_FAIL)
                        .getMessage()
                        .endsWith("everything is as it was found"));
        assertEquals("failed", run.last().results().get("verdict"));
        assertFalse(live.raw("rosa").has(INSTALLED));
    }
}
