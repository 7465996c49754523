package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.report.Change;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("what is exported and imported")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class SetsTest {

    private static final String EVERY_KIND =
            FederationTexts.pair(
                    """
                      - between: [east, west]
                        exports:
                          - { from: east, namespace: shop, labels: { federate: "yes" } }
                          - { from: east, namespace: shop, service: kube-info, as: { name: info, namespace: shared } }
                          - { from: west, namespace: bank, service: clock }
                        imports:
                          - { to: west, namespace: shop }
                          - { to: west, namespace: shared, service: info, asLocal: true }
                          - { to: east, namespace: bank, service: clock, as: { name: far-clock }, domainSuffix: far.example }
                        sides:
                          west:
                            locality: { region: eu-central-1, zone: eu-central-1a }
                    """);

    private static final String ALIAS =
            """
              - between: [east, west]
                exports:
                  - { from: east, service: kube-info, namespace: shop }
                imports:
                  - { to: west, service: kube-info, namespace: shop, as: { name: %s } }
            """;

    @Test
    @DisplayName(
            "labels, aliases, asLocal, a domain suffix and a locality arrive as they are meant")
    void everyKind() {
        try (FederationRun run = FederationRun.of(EVERY_KIND)) {
            run.federate().requireOk();

            assertEquals(
                    List.of(
                            "info.shared.svc.cluster.local",
                            "with-yes.shop.svc.east-imports.local"),
                    imported(run, "rosa", "west-mesh", "east"));
            assertEquals(
                    List.of("far-clock.bank.far.example"),
                    imported(run, "aro", "east-mesh", "west"));
            assertEquals(
                    Map.of("region", "eu-central-1", "zone", "eu-central-1a"),
                    Trees.value(run.edits("rosa").get(set("west-mesh", "east")), "spec", "locality")
                            .orElseThrow());
            run.federate().requireOk().requireNoWrites();
        }
    }

    private static ObjectRef set(String namespace, String peer) {
        return new ObjectRef(ResourceTypes.IMPORTS, namespace, peer);
    }

    private static List<String> imported(
            FederationRun run, String cluster, String namespace, String peer) {
        return Trees.objects(
                        run.edits(cluster).get(set(namespace, peer)), "status", "importedServices")
                .stream()
                .flatMap(entry -> Trees.text(entry, "localService", "hostname").stream())
                .filter(hostname -> !hostname.isEmpty())
                .sorted()
                .toList();
    }

    @Test
    @DisplayName("E14: a service that does not exist is named, and everything else is verified")
    void missingService() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.edits("aro").delete(new ObjectRef(ResourceTypes.SERVICE, "shop", "kube-info"));
            run.federate(How.usual().withinSeconds(3)).require(ErrorClass.WAIT);
            Ran ran = run.verifyUntil("west -> east not-offered");

            assertEquals(
                    List.of("east -> west not-exported", "west -> east not-offered"),
                    ran.reasons());
            assertEquals(
                    "not exported: shop/kube-info",
                    ran.check(CheckCode.EXPORTED, "east", "west").observed());
            assertEquals(CheckStatus.OK, ran.check(CheckCode.IMPORTED, "east", "west").status());
            for (CheckCode code :
                    List.of(CheckCode.OUTBOUND, CheckCode.INBOUND, CheckCode.SYNCED)) {
                assertEquals(CheckStatus.OK, ran.check(code, "east", "west").status());
            }
        }
    }

    @Test
    @DisplayName("an export that the file gains or loses arrives at, or leaves, the other side")
    void exportsEdited() {
        String more =
                FederationTexts.pair(
                        """
                          - between: [east, west]
                            exports:
                              - { from: east, service: kube-info, namespace: shop }
                              - { from: east, service: internal-only, namespace: shop }
                              - { from: west, service: clock, namespace: bank }
                        """);
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();

            Ran added = run.edit(more).federate().requireOk();
            assertEquals(2, imported(run, "rosa", "west-mesh", "east").size());
            assertTrue(added.changes().get(Change.Kind.UPDATED) <= 2, added.changes()::toString);

            run.edit(FederationTexts.PAIR).federate().requireOk();
            assertEquals(
                    List.of("kube-info.shop.svc.east-imports.local"),
                    imported(run, "rosa", "west-mesh", "east"));
        }
    }

    @Test
    @DisplayName("a changed import alias is waited for: the old name is not taken for the new")
    void aliasEdited() {
        try (FederationRun run =
                FederationRun.of(FederationTexts.pair(ALIAS.formatted("old-info")))) {
            run.federate().requireOk();
            assertEquals(
                    List.of("old-info.shop.svc.east-imports.local"),
                    imported(run, "rosa", "west-mesh", "east"));

            run.edit(FederationTexts.pair(ALIAS.formatted("new-info"))).federate().requireOk();
            assertEquals(
                    List.of("new-info.shop.svc.east-imports.local"),
                    imported(run, "rosa", "west-mesh", "east"));
        }
    }
}
