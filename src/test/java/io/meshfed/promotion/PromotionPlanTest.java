package io.meshfed.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.promotion.PlannedChange.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PromotionPlanTest {

    private static final ResourceType SERVICES =
            new ResourceType("", "v1", "Service", "services", true);
    private static final ResourceType OTHER_GROUP =
            new ResourceType("x.io", "v1", "Service", "services", true);
    private static final ResourceType OTHER_KIND = new ResourceType("", "v1", "Pod", "pods", true);

    private static final Map<String, String> FACTS =
            Map.of("release", "v2", "from", "staging", "to", "production");

    private final Map<String, PlannedField> fields =
            Map.of("/a", new PlannedField("1", "2"), "/b", new PlannedField("", "\"x\""));
    private final PlannedChange first =
            change(Phase.EXPORTING, 0, Verb.UPDATE, object(SERVICES, "ns", "one"), fields);
    private final PlannedChange second =
            change(Phase.ROUTING, 1, Verb.CREATE, object(SERVICES, "ns", "two"), fields);

    @Test
    @DisplayName("the order of facts, clusters and fields means nothing")
    void ignoresOrder() {
        Map<String, String> turned = new LinkedHashMap<>();
        for (String fact : List.of("to", "release", "from")) {
            turned.put(fact, FACTS.get(fact));
        }
        Map<String, PlannedField> swapped = new LinkedHashMap<>();
        swapped.put("/b", fields.get("/b"));
        swapped.put("/a", fields.get("/a"));
        Map<String, List<PlannedChange>> clusters = new LinkedHashMap<>();
        clusters.put("rosa", List.of(second));
        clusters.put(
                "aro",
                List.of(
                        change(
                                Phase.EXPORTING,
                                0,
                                Verb.UPDATE,
                                object(SERVICES, "ns", "one"),
                                swapped)));

        assertEquals(
                plan(FACTS, Map.of("aro", List.of(first), "rosa", List.of(second))).digest(),
                plan(turned, clusters).digest());
    }

    @Test
    @DisplayName("the order of the changes of a cluster is part of the plan")
    void keepsOrder() {
        assertNotEquals(
                plan(FACTS, Map.of("aro", List.of(first, second))).digest(),
                plan(FACTS, Map.of("aro", List.of(second, first))).digest());
    }

    @Test
    @DisplayName("a plan that differs in anything has another digest")
    void seesEverything() {
        List<PlannedChange> others = new ArrayList<>();
        ObjectRef one = object(SERVICES, "ns", "one");
        others.add(first);
        others.add(change(Phase.ROUTING, 0, Verb.UPDATE, one, fields));
        others.add(change(Phase.EXPORTING, 1, Verb.UPDATE, one, fields));
        others.add(change(Phase.EXPORTING, 0, Verb.DELETE, one, fields));
        for (ObjectRef object :
                List.of(
                        object(SERVICES, "ns", "two"),
                        object(SERVICES, "other", "one"),
                        object(OTHER_GROUP, "ns", "one"),
                        object(OTHER_KIND, "ns", "one"))) {
            others.add(change(Phase.EXPORTING, 0, Verb.UPDATE, object, fields));
        }
        for (Map<String, PlannedField> other :
                List.of(
                        Map.of("/a", new PlannedField("1", "2")),
                        Map.of("/a", new PlannedField("1", "3"), "/b", fields.get("/b")),
                        Map.of("/a", new PlannedField("0", "2"), "/b", fields.get("/b")),
                        Map.of("/c", new PlannedField("1", "2"), "/b", fields.get("/b")),
                        Map.of("/a", new PlannedField("12", ""), "/b", fields.get("/b")))) {
            others.add(change(Phase.EXPORTING, 0, Verb.UPDATE, one, other));
        }
        Set<String> digests = new HashSet<>();
        others.forEach(
                other ->
                        assertTrue(
                                digests.add(plan(FACTS, Map.of("aro", List.of(other))).digest()),
                                other::toString));
        assertTrue(digests.add(plan(FACTS, Map.of("rosa", List.of(first))).digest()));
        assertTrue(digests.add(plan(Map.of(), Map.of("aro", List.of(first))).digest()));
        assertTrue(digests.add(plan(FACTS, Map.of("aro", List.of(first, first))).digest()));
        assertTrue(digests.add(plan(FACTS, Map.of()).digest()));
        assertEquals(17, digests.size());
    }

    @Test
    @DisplayName("no value can pass for another part of the plan")
    void isUnambiguous() {
        assertNotEquals(
                plan(Map.of("a", "1,1:b", "c", "d"), Map.of()).digest(),
                plan(Map.of("a", "1", "b,1:c", "d"), Map.of()).digest());
        assertNotEquals(
                plan(Map.of("a", "b,1:c,1:d"), Map.of()).digest(),
                plan(Map.of("a", "b", "c", "d"), Map.of()).digest());
    }

    @Test
    @DisplayName("a cluster without changes is no part of the plan")
    void ignoresIdleClusters() {
        PromotionPlan idle = plan(FACTS, Map.of("aro", List.of()));

        assertTrue(idle.isEmpty());
        assertEquals(plan(FACTS, Map.of()).digest(), idle.digest());
        assertFalse(plan(FACTS, Map.of("aro", List.of(first))).isEmpty());
    }

    @Test
    @DisplayName("the digest of a plan stays what it was: approvals outlive an update")
    void isStable() {
        PromotionPlan small = plan(Map.of("release", "v2"), Map.of("aro", List.of(first)));

        assertEquals(
                "14:meshfed plan 1,1:1,7:release,2:v2,1:1,3:aro,1:1,9:EXPORTING,1:0,6:UPDATE,0:,"
                        + "7:Service,2:ns,3:one,1:2,2:/a,1:1,1:2,2:/b,0:,3:\"x\",",
                small.canonicalText());
        assertTrue(small.digest().matches("sha256:[0-9a-f]{64}"), small.digest());
    }

    private static PromotionPlan plan(
            Map<String, String> facts, Map<String, List<PlannedChange>> changes) {
        return new PromotionPlan(new TreeMap<>(facts), new TreeMap<>(changes));
    }

    private static ObjectRef object(ResourceType type, String namespace, String name) {
        return new ObjectRef(type, namespace, name);
    }

    private static PlannedChange change(
            Phase phase, int step, Verb verb, ObjectRef object, Map<String, PlannedField> fields) {
        return new PlannedChange(phase, step, verb, object, new TreeMap<>(fields));
    }
}
