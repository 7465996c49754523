package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.Trees;
import io.meshfed.probe.DrillVerdict;
import io.meshfed.report.StepReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A mesh that can be drilled; whatever a test does to it, it stands afterwards as before. */
@ResourceLock("the drilled mesh")
abstract class DrillBed {

    static final DrillVerdict ANY = new DrillVerdict(DrillVerdict.ANY, DrillVerdict.EVER);

    @TempDir private static Path folder;
    static DrillStage stage;
    List<String> before;

    @BeforeAll
    static void start() {
        stage = DrillStage.start(folder);
        // What stands already need not be waited for in each test.
        stage.route("failover:west@us-east");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void remember() {
        before = stage.state();
    }

    @AfterEach
    void asItWas() {
        assertEquals(before, stage.state());
        stage.live.forgetRequests();
        stage.harness().run(DrillStage.restore()).requireOk();
        assertEquals(List.of(), stage.live.writes(), "nothing is left to put back");
    }

    static Map<String, Object> told(StepReport report) {
        return Trees.object(report.data().get("drill"));
    }
}
