package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NextCommandTest {

    private static RunReport status(List<Map<String, String>> drills) {
        return RunReport.of(
                "status",
                "aro-rosa",
                List.of(StepReport.of("status").withData("drills", drills)),
                new TreeMap<>());
    }

    @Test
    @DisplayName("after a look that found a drill cut off, what it left is put back next")
    void drill() {
        RunReport report =
                status(
                        List.of(
                                Map.of("mesh", "west", "problem", "cannot be read"),
                                Map.of(
                                        "mesh",
                                        "east",
                                        "restore",
                                        "meshfed failover-drill --restore --mesh east --service shop/info")));

        assertEquals(
                List.of(
                        "next: meshfed failover-drill --restore --mesh east --service shop/info -f east.yaml"),
                NextCommand.after(report, " -f east.yaml"));
    }

    @Test
    @DisplayName("after a look at a federation in order, nothing has to come next")
    void inOrder() {
        assertEquals(List.of(), NextCommand.after(status(List.of()), ""));
    }
}
