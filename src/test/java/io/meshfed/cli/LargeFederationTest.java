package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("twenty meshes fit on two screens; what failed is told in full")
class LargeFederationTest {

    private static final int MESHES = 20;

    private final List<Check> checks = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Map<String, Object>> cells = new ArrayList<>();

    LargeFederationTest() {
        for (int local = 1; local <= MESHES; local++) {
            checks.add(Check.ok(CheckCode.CONTROL_PLANE, name(local), "", "it is Ready"));
            for (int remote = 1; remote <= MESHES; remote++) {
                if (local != remote) {
                    add(name(local), name(remote));
                }
            }
        }
    }

    private void add(String local, String remote) {
        checks.add(Check.ok(CheckCode.OUTBOUND, local, remote, "the watch is connected"));
        checks.add(Check.ok(CheckCode.INBOUND, local, remote, "the peer is connected"));
        changes.add(
                new Change(
                        Change.Kind.CREATED,
                        "c1",
                        new ObjectRef(ResourceTypes.PEER, local, remote),
                        List.of()));
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("mesh", local);
        cell.put("peer", remote);
        cell.put("reason", "");
        cell.put("syncAgeSeconds", 7);
        cell.put("exports", 2);
        cell.put("imports", 1);
        cell.put("rootDaysLeft", 90);
        cells.add(cell);
    }

    @Test
    @DisplayName("checks that passed: a line per mesh; changes: a line per kind; a numbered matrix")
    void brief() {
        List<String> lines = told(false);

        assertTrue(lines.size() < 60, () -> lines.size() + " lines");
        assertTrue(lines.contains("√ m07  39 checks, all of 19 directions"), lines.toString());
        assertTrue(lines.contains("created    380 ServiceMeshPeers"), lines.toString());
        assertTrue(
                lines.stream()
                        .anyMatch(
                                line ->
                                        line.matches(
                                                "7 +m07( +√){6} +-( +√){13} +7s +38 +19 +90d")),
                lines.toString());
        assertEquals("result: 780 passed, 380 changes", lines.get(lines.size() - 1));
    }

    @Test
    @DisplayName("--verbose tells each of them")
    void verbose() {
        assertTrue(told(true).size() > 1500);
    }

    @Test
    @DisplayName("a failure stands there with evidence and hint; alike warnings share a line")
    void failures() {
        checks.add(bad(CheckStatus.FAILED, "m03", "m05", "refused"));
        checks.add(bad(CheckStatus.WARNING, "m04", "m05", "stale"));
        checks.add(bad(CheckStatus.WARNING, "m04", "m06", "stale"));
        checks.add(bad(CheckStatus.SKIPPED, "m03", "m05", "depends-on-MF303"));
        List<String> lines = told(false);

        int failure = lines.indexOf("direction m03 -> m05");
        assertTrue(failure > 0, lines.toString());
        assertEquals("    observed: 403", lines.get(failure + 4));
        assertEquals("    look there", lines.get(failure + 5));
        assertTrue(lines.contains("‼ m04  MF305 stale: m05, m06"), lines.toString());
        assertFalse(lines.contains("direction m04 -> m05"), lines.toString());
        assertTrue(
                lines.contains("√ m03  39 of 41 checks, all of 18 directions"), lines.toString());
    }

    private static Check bad(CheckStatus status, String mesh, String peer, String reason) {
        return new Check(
                CheckCode.INBOUND, mesh, peer, status, "it is so", reason, "403", "look there");
    }

    private static String name(int number) {
        return "m%02d".formatted(number);
    }

    private List<String> told(boolean verbose) {
        StepReport step =
                StepReport.of("federate")
                        .withChecks(checks)
                        .withChanges(changes)
                        .withData("matrix", cells);
        RunReport report = RunReport.of("federate", "big", List.of(step), new TreeMap<>());
        return TextReport.of(report, Style.PLAIN, verbose);
    }
}
