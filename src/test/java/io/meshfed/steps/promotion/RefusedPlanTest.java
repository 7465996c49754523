package io.meshfed.steps.promotion;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.model.SetLabels;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.DrillMemory;
import io.meshfed.resource.ResourceTypes;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promotions that cannot be, found out before anything is written. */
class RefusedPlanTest extends PlanBed {

    private static final ObjectRef OTHER_EXPORTS =
            new ObjectRef(ResourceTypes.EXPORTS, "rosa-prod-mesh", "somebody");

    private static final String SERVICE_YAML =
            """
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: NAME, labels: { export: "yes" } }
            spec: { ports: [ { name: http, port: 80 } ] }
            """;

    private FederationException refused(ErrorClass expected, String... words) {
        FederationException refusal = busy().run(step(c -> scene(c).plan())).refusal(expected);
        String all = refusal.getMessage() + refusal.details();
        for (String word : words) {
            assertTrue(all.contains(word), () -> word + " is not in " + all);
        }
        assertEquals(List.of(), clusters.writes());
        return refusal;
    }

    private void release(String more) {
        write("v2.yaml", manifest("v2", "kube-info") + more);
    }

    @Test
    @DisplayName(
            "a Secret is INPUT: the snapshot would hold it; so are exports, imports, our route")
    void secrets() {
        release(
                """
                ---
                { apiVersion: v1, kind: Secret, metadata: { name: s }, stringData: { p: hidden-word } }
                ---
                { apiVersion: federation.maistra.io/v1, kind: ExportedServiceSet, metadata: { name: e } }
                ---
                { apiVersion: networking.istio.io/v1beta1, kind: VirtualService, metadata: { name: meshfed-kube-info } }
                """);

        FederationException refusal =
                refused(
                        ErrorClass.INPUT,
                        "Secret s",
                        "ExportedServiceSet e",
                        "VirtualService meshfed-kube-info");
        assertEquals(3, refusal.details().size());
        assertTrue(!refusal.toString().contains("hidden-word"));
    }

    @Test
    @DisplayName("a Secret that the release's set has already is PRECOND: neither shown nor kept")
    void standingSecret() {
        ObjectRef secret =
                new ObjectRef(
                        new ResourceType("", "v1", "Secret", "secrets", true),
                        "prod-member",
                        "canary");
        release(
                "---\n{ apiVersion: v1, kind: Secret, metadata: { name: canary }, stringData: { p: hidden-word } }\n");
        busy().run(step(this::applied)).requireOk();
        release("");
        clusters.forgetRequests();

        FederationException refusal = refused(ErrorClass.PRECOND, secret.toString());

        String word = Base64.getEncoder().encodeToString("hidden-word".getBytes(US_ASCII));
        assertTrue(!refusal.toString().contains(word), refusal::toString);
        rosa().merge(secret, Map.of("metadata", Map.of("labels", none(SetLabels.PART_OF))));
        busy().run(step(c -> scene(c).plan())).requireOk();
    }

    private static Map<String, Object> none(String key) {
        return Collections.singletonMap(key, null);
    }

    private String applied(StepContext context) {
        set(context).apply(files(context, promotion()).drafts());
        return "";
    }

    @Test
    @DisplayName("an image that occurs nowhere, or with another digest, is INPUT")
    void images() {
        write("v2.yaml", manifest("v2", "other/image"));
        refused(ErrorClass.INPUT, "no container of the manifests has the image 'kube-info'");
        write("v2.yaml", manifest("v2", "kube-info@sha256:" + "b".repeat(64)));
        refused(ErrorClass.INPUT, "and the promotion file says " + IMAGE);
    }

    @Test
    @DisplayName("staging that runs another image, a tag, or nothing of the version is PRECOND")
    void staging() {
        put(aro(), STAGED, deployment("v2", "registry.example/kube-info:v2"));
        refused(ErrorClass.PRECOND, "staging does not run that release", "kube-info:v2");
        aro().delete(STAGED);
        refused(ErrorClass.PRECOND, "no Deployment behind", "version=v2");
        put(aro(), STAGED, deployment("v1", IMAGE));
        refused(ErrorClass.PRECOND, "no Deployment behind");
    }

    @Test
    @DisplayName("another version behind the same Service is PRECOND: it would be judged with it")
    void mixed() {
        ObjectRef other = new ObjectRef(ResourceTypes.DEPLOYMENT, "stg-member", "kube-info-dev");
        put(aro(), other, deployment("dev", IMAGE));
        refused(ErrorClass.PRECOND, "is more than version=v2", other + " has version=dev");
        aro().delete(other);
    }

    @Test
    @DisplayName("a Service that a selector or a wildcard of production exports is PRECOND")
    void exportsGrow() {
        release(SERVICE_YAML.replace("NAME", "more"));
        exports(
                Map.of(
                        "type",
                        "LabelSelector",
                        "labelSelector",
                        Map.of(
                                "namespace",
                                "prod-member",
                                "selector",
                                Map.of("matchLabels", Map.of("export", "yes")))));
        refused(ErrorClass.PRECOND, "would widen", "Service more", "by labels");
        exports(
                Map.of(
                        "type",
                        "NameSelector",
                        "nameSelector",
                        Map.of("namespace", "prod-member", "name", "*")));
        refused(ErrorClass.PRECOND, "would widen", "Service more");
        exports(
                Map.of(
                        "type",
                        "NameSelector",
                        "nameSelector",
                        Map.of("namespace", "prod-member", "name", "more")));
        refused(ErrorClass.PRECOND, "it was not there");
        exports(
                Map.of(
                        "type",
                        "NameSelector",
                        "nameSelector",
                        Map.of("namespace", "prod-member", "name", "another")));
        busy().run(step(context -> scene(context).plan())).requireOk();
    }

    private void exports(Map<String, Object> rule) {
        rosa().put(OTHER_EXPORTS, Map.of("spec", Map.of("exportRules", List.of(rule))));
        clusters.forgetRequests();
    }

    @Test
    @DisplayName("an object of somebody else in the release's place is CONFLICT, and stays")
    void taken() {
        rosa().put(INSTALLED, deployment("v2", "others/image"));
        clusters.forgetRequests();

        refused(ErrorClass.CONFLICT, INSTALLED.toString(), "no promotion made it");
    }

    @Test
    @DisplayName("what has no room in a snapshot is PRECOND when it is planned")
    void tooLarge() {
        String half = "x".repeat(500 << 10);
        String two = map("large-a", half) + map("large-b", half);
        release(two);
        busy().run(step(this::applied)).requireOk();
        clusters.forgetRequests();

        refused(ErrorClass.PRECOND, "no more than 900 can be stored");
    }

    @Test
    @DisplayName(
            "a drill of the service that was cut off is CONFLICT: what it left is not what was")
    void drilled() {
        Mesh production = federation.mesh(ROSA_MESH).orElseThrow();
        DrillMemory left =
                new DrillMemory(
                        SERVICE,
                        "none",
                        new TreeSet<>(),
                        new TreeMap<>(Map.of(new ServiceName("prod-member", "kube-info"), 2)));
        rosa().put(
                        DrillMemory.ref(production),
                        left.desired(federation.name(), production).toTree());
        clusters.forgetRequests();

        FederationException refusal = refused(ErrorClass.CONFLICT);

        assertTrue(
                refusal.remedy()
                        .contains(
                                "meshfed failover-drill --restore --mesh rosa-prod-mesh --service prod-member/kube-info"),
                refusal::remedy);
    }

    private static String map(String name, String value) {
        return "---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: %s }, data: { x: %s } }\n"
                .formatted(name, value);
    }
}
