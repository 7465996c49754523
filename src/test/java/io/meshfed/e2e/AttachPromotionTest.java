package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("cluster")
@DisplayName("promotions behind real API servers, controllers and data plane attached")
@Timeout(900)
class AttachPromotionTest extends AttachBed {

    private static final String FEDERATION =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: attach-promotion
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              stg: { cluster: aro, namespace: apr-stg, gateways: managed, controlPlane: fed, stage: staging }
              prod: { cluster: rosa, namespace: apr-prod, gateways: managed, controlPlane: fed, stage: production }
            peerings:
              - between: [stg, prod]
                exports:
                  - { from: stg, service: kube-info, namespace: apr-stg-member }
                  - { from: prod, service: kube-info, namespace: apr-prod-member }
            """;

    private static final String PROMOTION =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Promotion
            metadata: { name: kube-info-VERSION }
            from: stg
            to: prod
            service: { name: kube-info, namespace: apr-prod-member }
            release:
              version: VERSION
              images: { example/kube-info: "example/kube-info@sha256:DIGEST" }
              manifests: prod-VERSION.yaml
            ramp:
              - { mirror: 100, for: 1s }
              - { weight: 50, for: 1s }
            finish: install
            gates:
              - probe: { path: /info, requests: 100, min-success: 99 }
            approval: required
            """;

    private static final String RELEASE =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: kube-info-VERSION, namespace: apr-MESH-member, labels: { app: kube-info, version: VERSION } }
            spec:
              replicas: 1
              selector: { matchLabels: { app: kube-info, version: VERSION } }
              template:
                metadata:
                  labels: { app: kube-info, version: VERSION }
                  annotations: ANNOTATIONS
                spec: { containers: [{ name: kube-info, image: "example/kube-info@sha256:DIGEST" }] }
            """;

    private static final ObjectRef OURS =
            new ObjectRef(ResourceTypes.VIRTUAL_SERVICE, "apr-prod-member", "meshfed-kube-info");
    private static final String SERVICE = "--service=apr-prod-member/kube-info";

    AttachPromotionTest() {
        super("apr");
    }

    @Override
    String federation() {
        return FEDERATION;
    }

    @BeforeEach
    void federated() throws IOException {
        install("aro", "stg");
        install("rosa", "prod");
        // What staging has beside the release would be judged with it.
        meshfed(
                "scale-workload",
                List.of(
                        "--mesh=stg",
                        "--workload=apr-stg-member/kube-info",
                        "--replicas=0",
                        "--timeout=90s"));
        meshfed("federate", List.of("--timeout=90s", "--interval=250ms", SYNC));
    }

    @Test
    @DisplayName(
            "a release is installed as planned and taken back again; one that breaks on its way is taken back by itself")
    void promotions() throws IOException {
        release("v2", "a", "{}");

        String promoted = promote("v2").requireOk();

        assertTrue(promoted.contains("kube-info-v2, v2 of apr-prod-member/kube-info: promoted"));
        assertTrue(installed("v2"));
        assertFalse(clusters.raw("rosa").has(OURS), "production answers by itself again");
        assertTrue(counted("stg v2 copies") > 0, "it was mirrored");
        assertTrue(counted("stg v2 requests") > 0, "it took a share");

        said(
                        "promotion-v2.yaml",
                        "roll-back",
                        List.of("--connect-to=" + routes, SYNC, "--rate=200"))
                .requireOk();

        assertFalse(installed("v2"));
        String status = meshfed("promotion-status", List.of("--mesh=prod", SERVICE));
        assertTrue(status.contains("as-found, taken-back"), status);

        // It is well where it was tried out and as a copy, and breaks under half of production's
        // requests.
        release("v3", "b", "{ sandbox.meshfed.io/lasts: \"215\" }");

        SandboxProcess.Said failed = promote("v3");

        assertEquals(ErrorClass.GATE_FAIL.exitCode(), failed.code(), failed::toString);
        assertFalse(installed("v3"));
        assertFalse(clusters.raw("rosa").has(OURS));
        String history = meshfed("promotion-history", List.of("--mesh=prod", SERVICE));
        assertTrue(history.contains("v2") && history.contains("v3"), history);
        meshfed("unfederate", List.of("--everything", "--yes-production", "--settle=200ms"));
    }

    /** Runs in staging, and lies there as a file for production. */
    private void release(String version, String digit, String annotations) throws IOException {
        String release = of(RELEASE, version, digit).replace("ANNOTATIONS", annotations);
        write("prod-" + version, release.replace("MESH", "prod"));
        write("promotion-" + version, of(PROMOTION, version, digit));
        String staged = write("stg-" + version, release.replace("MESH", "stg"));
        meshfed(
                "apply-manifests",
                List.of(staged, "--mesh=stg", "--applyset=kube-info", "--timeout=90s"));
    }

    private static String of(String text, String version, String digit) {
        return text.replace("VERSION", version).replace("DIGEST", digit.repeat(64));
    }

    private SandboxProcess.Said promote(String version) throws IOException {
        String file = "promotion-%s.yaml".formatted(version);
        SandboxProcess.Said plan = said(file, "plan-promotion", List.of());
        assertEquals(ErrorClass.DIFF.exitCode(), plan.code(), plan::toString);
        Matcher digest = Pattern.compile("plan (sha256:[0-9a-f]{64})").matcher(plan.text());
        assertTrue(digest.find(), plan::text);
        List<String> line = new ArrayList<>(requests());
        line.addAll(List.of("--expected-plan-digest=" + digest.group(1), "--timeout=20m"));
        return said(file, "promote", line);
    }

    private List<String> requests() {
        return List.of(
                "--connect-to=" + routes, "--staging-connect-to=" + routes, SYNC, "--rate=200");
    }

    private boolean installed(String version) {
        return clusters.raw("rosa")
                .has(
                        new ObjectRef(
                                ResourceTypes.DEPLOYMENT,
                                "apr-prod-member",
                                "kube-info-" + version));
    }
}
