package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Steps that are made of others need what those need. */
class RightsOfPartsTest {

    private static final String DRILL = "failover-drill";
    private static final String GATES = "judge-gates";

    private static final String PLAN = "plan-promotion";

    static final Set<String> MADE_OF_OTHERS = Set.of(DRILL, GATES, PLAN, "promote", "roll-back");

    /** What was before a drill, until all of it is back. */
    private static final Set<String> NOTE =
            Set.of("create configmaps", "delete configmaps", "get configmaps", "patch configmaps");

    @Test
    @DisplayName("a drill may what the steps may that it is made of, and keep a note; and no more")
    void drill() {
        Set<String> parts = new TreeSet<>(NOTE);
        for (String step : List.of("route-traffic", "scale-workload", "probe-service")) {
            GeneratedRoles.of(step).rights().forEach(right -> parts.add(right.toString()));
        }
        Set<String> drill = new TreeSet<>();
        GeneratedRoles.of(DRILL).rights().forEach(right -> drill.add(right.toString()));

        assertEquals(parts, drill);
    }

    private static Set<String> rights(String... steps) {
        Set<String> all = new TreeSet<>();
        for (String step : steps) {
            GeneratedRoles.of(step).rights().forEach(right -> all.add(right.toString()));
        }
        return all;
    }

    @Test
    @DisplayName(
            "a way back may what the steps may that it undoes, and keep the record; and no more")
    void rollBack() {
        Set<String> parts =
                rights("route-traffic", "export-services", "import-services", "acquire-lock");
        parts.addAll(
                Set.of(
                        "delete exportedservicesets.federation.maistra.io",
                        "delete importedservicesets.federation.maistra.io",
                        "create configmaps",
                        "delete configmaps",
                        "get configmaps",
                        "list configmaps",
                        "update configmaps"));

        assertEquals(parts, rights("roll-back"));
    }

    @Test
    @DisplayName("a promotion may what its plan and its way back may, and no more")
    void promote() {
        assertEquals(rights("roll-back", PLAN), rights("promote"));
    }

    @Test
    @DisplayName("gates may what a probe may, and no more")
    void gates() {
        assertEquals(
                GeneratedRoles.of("probe-service").rights().toString(),
                GeneratedRoles.of(GATES).rights().toString());
    }
}
