package io.meshfed.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.resource.PeerStatus.Listing;
import io.meshfed.resource.PeerStatus.PodEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class StatusReadingTest {

    @Test
    @DisplayName("entries of both lists come with their list, watch and remotes")
    void readsAPeerStatus() {
        PeerStatus status =
                PeerStatus.of(
                                object(
                                        """
                                        status:
                                          discoveryStatus:
                                            active:
                                            - pod: istiod-1
                                              remotes:
                                              - {source: 10.0.0.1, connected: true, lastFullSync: "2026-11-22T08:00:09Z"}
                                              watch:
                                                connected: true
                                                lastConnected: "2026-11-22T08:00:05Z"
                                                lastFullSync: "2026-11-22T08:00:06Z"
                                            inactive:
                                            - pod: istiod-2
                                              watch:
                                                connected: false
                                                lastDisconnectStatus: 503 Service Unavailable
                                        """))
                        .orElseThrow();

        PodEntry first = status.pods().get(0);
        assertEquals(Listing.ACTIVE, first.listing());
        assertTrue(first.watch().connected());
        assertEquals(
                Optional.of(Instant.parse("2026-11-22T08:00:06Z")), first.watch().lastFullSync());
        assertEquals(Optional.empty(), first.watch().lastDisconnect());
        assertEquals("10.0.0.1", first.remotes().get(0).source());
        PodEntry second = status.pods().get(1);
        assertEquals(Listing.INACTIVE, second.listing());
        assertEquals("503 Service Unavailable", second.watch().lastDisconnectStatus());
        assertEquals(List.of(), second.remotes());
    }

    @Test
    @DisplayName("no status, empty lists and null are one thing: nobody took the peer in")
    void knowsAnEmptyStatus() {
        assertEquals(Optional.empty(), PeerStatus.of(object("spec: {}")));
        assertEquals(
                Optional.empty(),
                PeerStatus.of(object("status: {discoveryStatus: {active: [], inactive: null}}")));
    }

    @Test
    @DisplayName("wrong shapes are absent, nothing throws")
    void survivesHostileStatuses() {
        assertEquals(
                Optional.empty(),
                PeerStatus.of(
                        object("status: {discoveryStatus: {active: {pod: x}, inactive: 7}}")));
        PeerStatus odd =
                PeerStatus.of(
                                object(
                                        "status: {discoveryStatus: {active: [1, {pod: 5}, {pod: x,"
                                                + " remotes: no, watch: [connected]}, {pod: y, watch:"
                                                + " {connected: 'true', lastFullSync: yesterday,"
                                                + " lastConnected: '+999999999-01-01T00:00:00Z'}}]}}"))
                        .orElseThrow();

        assertEquals(List.of("x", "y"), odd.pods().stream().map(PodEntry::pod).toList());
        assertFalse(odd.pods().get(1).watch().connected());
        assertEquals(Optional.empty(), odd.pods().get(1).watch().lastFullSync());
        assertEquals(Optional.empty(), odd.pods().get(1).watch().lastConnected());
    }

    @Test
    @DisplayName("exports have the exported name and the Service behind it")
    void readsExports() {
        SetEntry entry =
                ExportStatus.of(
                                object(
                                        """
                                        status:
                                          exportedServices:
                                          - exportedName: orders-api.public.svc.rosa-exports.local
                                            localService: {name: orders, namespace: shop, hostname: orders.shop.svc.cluster.local}
                                          - localService: {name: nameless}
                                        """))
                        .orElseThrow()
                        .entries()
                        .get(0);

        assertEquals(Optional.of(new ServiceName("public", "orders-api")), entry.exported());
        assertEquals(new ServiceName("shop", "orders"), entry.local());
    }

    @Test
    @DisplayName("an empty list was handled, a missing one was not")
    void tellsEmptyFromMissing() {
        assertEquals(
                List.of(),
                ExportStatus.of(object("status: {exportedServices: []}")).orElseThrow().entries());
        assertEquals(Optional.empty(), ExportStatus.of(object("status: {}")));
        assertEquals(Optional.empty(), ImportStatus.of(object("status: {importedServices: x}")));
    }

    @Test
    @DisplayName("imported is what has a host name; the rest is offered only")
    void tellsImportedFromOffered() {
        ImportStatus status =
                ImportStatus.of(
                                object(
                                        """
                                        status:
                                          importedServices:
                                          - exportedName: a.shop.svc.aro-exports.local
                                            localService: {name: a, namespace: shop, hostname: a.shop.svc.rosa-imports.local}
                                          - exportedName: b.shop.svc.aro-exports.local
                                            localService: {name: "", namespace: "", hostname: ""}
                                        """))
                        .orElseThrow();

        assertEquals(2, status.entries().size());
        assertEquals(
                List.of("a.shop.svc.rosa-imports.local"),
                status.imported().stream().map(SetEntry::hostname).toList());
    }

    @Test
    @DisplayName("names of another form have no exported service")
    void refusesOddNames() {
        assertEquals(Optional.empty(), entry("no-dots").exported());
        assertEquals(Optional.empty(), entry("name.svc.x").exported());
        assertEquals(Optional.empty(), entry(".svc.").exported());
    }

    @Test
    @DisplayName("the last change is the newest write that is not a status write")
    void findsTheLastChange() {
        assertEquals(
                Optional.of(Instant.parse("2026-11-22T08:00:20Z")),
                LastChange.of(
                        object(
                                """
                                metadata:
                                  creationTimestamp: "2026-11-22T08:00:00Z"
                                  managedFields:
                                  - {manager: meshfed, operation: Apply, time: "2026-11-22T08:00:10Z"}
                                  - {manager: somebody, operation: Update, time: "2026-11-22T08:00:20Z"}
                                  - {manager: pilot-discovery, subresource: status, time: "2026-11-22T09:00:00Z"}
                                """)));
    }

    @Test
    @DisplayName("without field managers the creation is the last change known")
    void fallsBackToTheCreation() {
        assertEquals(
                Optional.of(Instant.parse("2026-11-22T08:00:00Z")),
                LastChange.of(object("metadata: {creationTimestamp: '2026-11-22T08:00:00Z'}")));
        assertEquals(Optional.empty(), LastChange.of(object("metadata: {}")));
    }

    private static SetEntry entry(String exportedName) {
        return new SetEntry(exportedName, new ServiceName("", ""), "");
    }

    @SuppressWarnings("unchecked")
    private static ClusterObject object(String yaml) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        ResourceType type = new ResourceType("g", "v1", "Kind", "kinds", true);
        return new ClusterObject(new ObjectRef(type, "ns", "name"), (Map<String, Object>) tree);
    }
}
