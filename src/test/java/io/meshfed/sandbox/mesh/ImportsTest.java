package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static io.meshfed.sandbox.mesh.TwoMeshes.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("import sets are read late, and offers are never forgotten")
class ImportsTest {

    private static final ServiceName QUOTES = new ServiceName("shop", "quotes");

    private final TwoMeshes meshes = new TwoMeshes(1);

    private List<String> hosts() {
        return PeerView.of(meshes, ARO).importedHosts();
    }

    private void federateWithOneExport() {
        meshes.federate();
        meshes.exports(ROSA, List.of(rule("shop", "quotes")));
        meshes.pass(2);
    }

    @Test
    @DisplayName("an edit counts from the next full sync after the next round")
    void editedLate() {
        federateWithOneExport();
        meshes.imports(ARO, List.of(rule("shop", "quotes", "away", "tips")));
        meshes.pass(3);
        assertEquals(List.of("quotes.shop.svc.rosa-mesh-imports.local"), hosts());

        meshes.pass(120);
        assertEquals(List.of("tips.away.svc.rosa-mesh-imports.local"), hosts());
    }

    @Test
    @DisplayName("a set made after its peer has no status at first")
    void madeLate() {
        meshes.trust(ARO);
        meshes.sets(ROSA);
        meshes.peer(ARO);
        meshes.peer(ROSA);
        meshes.pass(5);
        meshes.imports(ARO);
        meshes.pass(3);
        assertTrue(meshes.status(ARO, Kinds.IMPORT_SET).isEmpty());

        meshes.pass(120);
        assertEquals(3, hosts().size());
    }

    @Test
    @DisplayName("what no rule takes any more vanishes first and is offered a minute later")
    void vanishes() {
        federateWithOneExport();
        meshes.imports(ARO, List.of());
        meshes.touchPeer(ARO);
        meshes.pass(61);
        assertEquals(List.of(), hosts());

        meshes.pass(60);
        assertEquals(List.of(""), hosts());
    }

    @Test
    @DisplayName("an offer that is withdrawn stays until istiod restarts")
    void offersStay() {
        meshes.sets(ARO);
        meshes.imports(ARO, List.of(rule("no", "thing")));
        meshes.sets(ROSA);
        meshes.peer(ARO);
        meshes.peer(ROSA);
        meshes.pass(2);
        meshes.exports(ROSA, List.of());
        meshes.pass(130);
        assertEquals(List.of("", "", ""), hosts());

        meshes.recreateIstiod(ARO);
        meshes.pass(10);
        assertEquals(List.of(), hosts());
    }

    @Test
    @DisplayName("a set that comes back with its old generation is ignored until it is edited")
    void comesBack() {
        federateWithOneExport();
        meshes.delete(ARO, Kinds.IMPORT_SET);
        meshes.pass(130);
        meshes.imports(ARO);
        meshes.pass(150);
        assertEquals(List.of(""), hosts());

        meshes.imports(ARO, List.of(rule("*", "*"), rule("no", "thing")));
        meshes.pass(130);
        assertEquals(List.of("quotes.shop.svc.rosa-mesh-imports.local"), hosts());
    }

    @Test
    @DisplayName("an import as local needs a namespace, or its rule is as good as absent")
    void asLocal() {
        Map<String, Object> nowhere = new LinkedHashMap<>(rule("shop", "quotes"));
        nowhere.put("importAsLocal", true);
        Map<String, Object> here = new LinkedHashMap<>(rule("shop", "quotes", "shop", "*"));
        here.put("importAsLocal", true);

        assertEquals("quotes.shop.svc.cluster.local", taken(nowhere, here));
        assertEquals("quotes.shop.svc.rosa-mesh-imports.local", taken(nowhere, rule("*", "*")));
    }

    @Test
    @DisplayName("a suffix of the rule beats that of the set, and the cluster's own is refused")
    void suffixes() {
        Map<String, Object> far = new LinkedHashMap<>(rule("shop", "quotes"));
        far.put("domainSuffix", "far.example");
        Map<String, Object> own = new LinkedHashMap<>(rule("shop", "quotes"));
        own.put("domainSuffix", "svc.cluster.local");

        assertEquals("quotes.shop.far.example", taken(far));
        assertEquals("", taken(own));
    }

    @SafeVarargs
    private static String taken(Map<String, Object>... rules) {
        List<Object> inOrder = new ArrayList<>();
        for (Map<String, Object> rule : rules) {
            inOrder.add(rule);
        }
        Map<String, Object> set = Map.of("spec", Map.of("importRules", inOrder));
        return ImportRules.of(set, "rosa-mesh")
                .take(QUOTES)
                .map(ImportedService::hostname)
                .orElse("");
    }
}
