package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.StepReport;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.PromotionRecords;
import io.meshfed.testing.Run;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("other commands, while a release is being promoted")
class OpenPromotionsTest extends AroRosaTest {

    private static final ServiceName KUBE_INFO = new ServiceName("prod-member", "kube-info");
    private static final UnpeerStep UNPEER = new UnpeerStep(Duration.ZERO);
    private static final String WHICH = " --mesh rosa-prod-mesh --service prod-member/kube-info";

    private final Mesh production = federation.mesh(ROSA_MESH).orElseThrow();

    private void put(PromotionRecord record) {
        PromotionRecords.put(rosa(), federation, production, record);
    }

    private void requireRefused(Step step) {
        Run refused = harness().run(step);

        String said = Run.text(refused.failure(ErrorClass.CONFLICT));
        for (String words :
                List.of(
                        "prod-member/kube-info of mesh 'rosa-prod-mesh' is being promoted",
                        "(run 'run-1', phase judging)",
                        "meshfed promotion-status" + WHICH,
                        "meshfed roll-back" + WHICH)) {
            assertTrue(said.contains(words), said);
        }
        assertEquals(List.of(), refused.writes(), step.toString());
    }

    private static RouteTrafficStep route(String mesh, String service) {
        return new RouteTrafficStep(
                mesh,
                service,
                PatternWish.of(TrafficPattern.parse("none").orElseThrow()),
                Set.of(),
                Duration.ofSeconds(1));
    }

    private static ScaleWorkloadStep scale(String workload) {
        return new ScaleWorkloadStep(ROSA_MESH, workload, 0, true);
    }

    @Test
    @DisplayName(
            "its service is not routed, its namespace's workloads not scaled, its peering kept")
    void refused() {
        put(PromotionRecords.judging(KUBE_INFO));

        requireRefused(route(ROSA_MESH, "prod-member/kube-info"));
        requireRefused(scale("prod-member/kube-info-v1"));
        requireRefused(UNPEER);
    }

    @Test
    @DisplayName("the set of its release is neither applied nor deleted, and other sets are")
    void sets() throws IOException {
        put(PromotionRecords.judging(KUBE_INFO));
        Files.writeString(
                folder.resolve("map.yaml"),
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}");

        requireRefused(
                new ApplyManifestsStep(
                        source(),
                        set("secret/meshfed-release-rosa-prod-mesh-prod-member.kube-info")));
        requireRefused(
                new DeleteManifestsStep(
                        source(), set("meshfed-release-rosa-prod-mesh-prod-member.kube-info")));
        harness().run(new ApplyManifestsStep(source(), set("meshfed-release-other"))).requireOk();
    }

    private ManifestSource source() {
        Path map = folder.resolve("map.yaml");
        return new ManifestSource(List.of(map), folder.toString(), "");
    }

    private static SetOptions set(String inventory) {
        return new SetOptions(
                inventory,
                "default",
                "",
                SetOptions.Whose.CLUSTER,
                new SetOptions.After(true, false));
    }

    @Test
    @DisplayName("other services and other namespaces are nobody's business")
    void others() {
        put(PromotionRecords.judging(KUBE_INFO));

        assertFalse(
                harness().run(route(ROSA_MESH, "prod-member/other")).failures().stream()
                        .anyMatch(failure -> Run.text(failure).contains("is being promoted")));
        assertFalse(
                harness().run(scale("elsewhere/kube-info")).failures().stream()
                        .anyMatch(failure -> Run.text(failure).contains("is being promoted")));
    }

    @Test
    @DisplayName("a record that cannot be read keeps everybody out, and stays")
    void damaged() {
        put(PromotionRecords.ended(KUBE_INFO, 1));
        ObjectRef ref = PromotionObjects.record(production, KUBE_INFO);
        rosa().merge(ref, Map.of("data", Map.of("state", "{}")));

        Run refused = harness().run(UNPEER);

        refused.failure(ErrorClass.CONFLICT);
        assertEquals(List.of(), refused.writes());
        assertTrue(rosa().has(ref));
    }

    @Test
    @DisplayName(
            "what ended keeps nobody out, and goes with the last peering: records, snapshots, lock")
    void forgotten() {
        put(PromotionRecords.ended(KUBE_INFO, 2));
        ObjectRef snapshot =
                new ObjectRef(
                        ResourceTypes.CONFIG_MAP, production.namespace(), "meshfed-snapshot-x-1");
        Map<String, String> labels = Map.copyOf(snapshotLabels());
        rosa().put(snapshot, Map.of("metadata", Map.of("labels", labels)));
        rosa().put(
                        PromotionObjects.lock(production),
                        Map.of(
                                "metadata",
                                Map.of("labels", PromotionObjects.lockLabels(federation.name()))));

        harness().runTwice(UNPEER);

        assertFalse(rosa().has(PromotionObjects.record(production, KUBE_INFO)));
        assertFalse(rosa().has(snapshot));
        assertFalse(rosa().has(PromotionObjects.lock(production)));
    }

    private Map<String, String> snapshotLabels() {
        Map<String, String> labels = PromotionObjects.recordLabels(federation.name());
        labels.put(PromotionObjects.KEPT, "snapshot");
        return labels;
    }

    @Test
    @DisplayName("while another peering of the mesh stands, what ended is remembered")
    void remembered() {
        String more =
                "  third-mesh: { cluster: aro, namespace: third-mesh, controlPlane: third }\npeerings:\n  - between: [third-mesh, rosa-prod-mesh]";
        Federation three = changed("peerings:", more);
        aro().put(new ObjectRef(ResourceTypes.NAMESPACE, "", "third-mesh"), Map.of());
        PromotionRecords.put(rosa(), three, production, PromotionRecords.ended(KUBE_INFO, 1));
        Direction other = Federations.direction(three, ROSA_MESH, "third-mesh");
        ObjectRef peer = FederationObjects.peer(other);
        Map<String, Object> labels = Map.of("labels", Ownership.labels(three.name()));
        rosa().put(peer, Map.of("metadata", labels, "spec", Map.of()));
        ObjectRef record = PromotionObjects.record(production, KUBE_INFO);

        Federation part = three.onlyPeerings(peering -> peering.joins(ARO_MESH));
        harness(three).run(new Narrowed(part, UNPEER)).requireOk();
        assertTrue(rosa().has(record));

        harness(three).run(UNPEER).requireOk();
        assertFalse(rosa().has(record));
    }

    /** As {@code --peering} does. */
    private record Narrowed(Federation part, Step step) implements Step {
        @Override
        public String name() {
            return step.name();
        }

        @Override
        public StepReport run(StepContext context) {
            return step.run(context.narrowedTo(part));
        }
    }
}
