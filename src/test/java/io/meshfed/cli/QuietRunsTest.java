package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a run that changed nothing, or put everything back, says so and asks for nothing")
class QuietRunsTest {

    private static RunReport report(String command, StepReport step) {
        return RunReport.of(command, "east-west", List.of(step), new TreeMap<>());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale-workload", "failover-drill", "delete-manifests"})
    @DisplayName("with nothing to change there is a result line all the same")
    void nothing(String command) {
        List<String> lines =
                TextReport.of(report(command, StepReport.of(command)), Style.PLAIN, false);

        assertEquals(List.of("result: nothing to change"), lines);
    }

    @Test
    @DisplayName("a run that failed did not find everything in order")
    void failed() {
        StepReport failed =
                StepReport.of("scale-workload")
                        .withFailures(
                                List.of(
                                        Failure.ofRun(
                                                new FederationException(
                                                        ErrorClass.PRECOND, "no", ""))));

        assertEquals(
                List.of(), TextReport.of(report("scale-workload", failed), Style.PLAIN, false));
    }

    @Test
    @DisplayName("a drill that was told to end and put everything back need not be run again")
    void restored() {
        StepReport drill =
                StepReport.of("failover-drill").withData("drill", Map.of("restored", true));

        FederationException told = interrupted(report("failover-drill", drill));

        assertTrue(told.getMessage().endsWith("put back"), told::getMessage);
        assertEquals("", told.remedy());
        assertTrue(
                interrupted(report("federate", StepReport.of("federate")))
                        .remedy()
                        .startsWith("Run it again"));
    }

    private static FederationException interrupted(RunReport report) {
        return InterruptedRun.of(report, Interruption.Signal.INT).failures().get(0).error();
    }
}
