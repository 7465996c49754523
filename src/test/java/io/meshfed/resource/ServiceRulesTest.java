package io.meshfed.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Manifest;
import io.meshfed.model.ServiceName;
import io.meshfed.testing.Federations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a set says of one service")
class ServiceRulesTest {

    private static final String A = "{ from: aro-stg-mesh, service: a, namespace: shop }";
    private static final String B = "{ from: aro-stg-mesh, service: b, namespace: shop }";
    private static final String OTHER_A = "{ from: aro-stg-mesh, service: a, namespace: pay }";
    private static final String LABELS =
            "{ from: aro-stg-mesh, namespace: shop, labels: { tier: web } }";
    private static final ServiceName OFFERED_A = new ServiceName("shop", "a");
    private static final ServiceRules OF_A = new ServiceRules(new TreeSet<>(Set.of(OFFERED_A)));
    private static final ServiceName LOCAL_B = new ServiceName("prod", "b");

    private static Direction direction(String local, String remote, String... exports) {
        String file =
                Federations.ARO_ROSA.substring(0, Federations.ARO_ROSA.indexOf("    exports:"));
        String rules =
                exports.length == 0 ? "" : "exports:\n  - " + String.join("\n  - ", exports) + "\n";
        Federation federation = Federations.read(file + rules.indent(4));
        return Federations.direction(federation, local, remote);
    }

    private static Manifest exports(String... exports) {
        return ExportedServiceSets.desired(
                "aro-rosa", direction("aro-stg-mesh", "rosa-prod-mesh", exports));
    }

    private static Manifest imports(MergedServices merged, String... exports) {
        return ImportedServiceSets.desired(
                "aro-rosa", direction("rosa-prod-mesh", "aro-stg-mesh", exports), merged);
    }

    @Test
    @DisplayName("comes beside what it says of others, in the place in which it is wanted")
    void comes() {
        assertEquals(exports(A, B), OF_A.on(exports(B), exports(A, B)));
        assertEquals(exports(B, A), OF_A.on(exports(B), exports(B, A)));
        assertEquals(exports(OTHER_A, A), OF_A.on(exports(OTHER_A), exports(A)));
        assertEquals(
                imports(MergedServices.NONE, A, B),
                OF_A.on(imports(MergedServices.NONE, B), imports(MergedServices.NONE, A, B)));
    }

    @Test
    @DisplayName("stays in its place when others came around it")
    void stays() {
        Manifest now = exports(OTHER_A, A, B, LABELS);

        assertEquals(now, OF_A.on(now, exports(A)));
        assertEquals(exports(OTHER_A, B, LABELS), OF_A.without(now));
        assertTrue(OF_A.in(now));
        assertFalse(OF_A.in(OF_A.without(now)));
    }

    @Test
    @DisplayName("is known by the name under which it is offered, not by what it is called at home")
    void aliased() {
        String offered =
                "{ from: aro-stg-mesh, service: old, namespace: shop, as: { name: a, namespace: shop } }";
        String hidden =
                "{ from: aro-stg-mesh, service: a, namespace: shop, as: { name: c, namespace: shop } }";

        assertEquals(exports(hidden), OF_A.without(exports(offered, hidden)));
    }

    @Test
    @DisplayName("is all that a promotion may change: others that differ are named")
    void others() {
        assertEquals(Set.of(), OF_A.differing(exports(B), exports(A, B)));
        assertEquals(Set.of("shop/b"), OF_A.differing(exports(), exports(A, B)));
        assertEquals(Set.of("pay/a"), OF_A.differing(exports(OTHER_A), exports(A)));
        assertEquals(Set.of("by labels in shop"), OF_A.differing(exports(), exports(LABELS)));
        assertEquals(Set.of(), OF_A.differing(exports(B, OTHER_A), exports(OTHER_A, B)));
    }

    @Test
    @DisplayName("leaves the failovers of others, their region, and those that ended")
    void merged() {
        MergedServices ofB =
                MergedServices.NONE.with(new ServiceName("shop", "b"), LOCAL_B, "us-west");
        Manifest failover = imports(ofB, A, B);
        Manifest plain = imports(MergedServices.NONE, A, B);

        assertEquals(failover, OF_A.on(failover, plain));
        assertEquals(plain, OF_A.on(plain, failover));
        assertEquals(imports(ofB, B), OF_A.without(failover));
    }

    @Test
    @DisplayName("is left alone where it is wanted as it is, whatever is merged beside it")
    void same() {
        MergedServices several =
                MergedServices.NONE
                        .with(new ServiceName("stg", "info"), new ServiceName("prod", "info"), "x")
                        .with(new ServiceName("stg", "info-2"), new ServiceName("prod", "i2"), "x")
                        .with(OFFERED_A, new ServiceName("prod", "a"), "x");
        MergedServices regionAlone = new MergedServices(new TreeMap<>(), "us-west");

        for (Manifest set :
                List.of(
                        imports(several, A, B),
                        imports(regionAlone, A, B),
                        imports(MergedServices.NONE),
                        exports(A, LABELS, B))) {
            assertEquals(set, OF_A.on(set, set));
        }
    }

    @Test
    @DisplayName("takes its own failover along, and the region with the last one")
    void ownMerge() {
        MergedServices own =
                MergedServices.NONE.with(OFFERED_A, new ServiceName("prod", "a"), "us-west");
        Manifest failover = imports(own, A, B);
        Manifest plain = imports(MergedServices.NONE, A, B);

        assertEquals(plain.annotations(), OF_A.on(failover, plain).annotations());
        assertEquals(plain.content(), OF_A.on(failover, plain).content());
        assertEquals(failover.annotations(), OF_A.on(plain, failover).annotations());
        assertEquals(new TreeMap<>(), ServiceRules.bare(failover).annotations());
        assertTrue(ServiceRules.empty(ServiceRules.bare(failover)));
        assertEquals(
                Set.of(OFFERED_A),
                MergedServices.into(
                        Optional.of(new ClusterObject(failover.ref(), failover.toTree())),
                        new ServiceName("prod", "a")));
    }
}
