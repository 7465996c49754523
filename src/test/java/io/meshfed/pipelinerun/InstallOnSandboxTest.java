package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.meshfed.sandbox.api.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A mesh on a cluster that has none, from the folders that are shipped. */
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("the pipeline that installs, on a fresh sandbox")
@Timeout(600)
class InstallOnSandboxTest {

    @TempDir private Path folder;

    @Test
    @DisplayName("a mesh is installed from its folders, and the second run writes nothing")
    void installs() throws IOException, InterruptedException {
        assumeFalse(Kubectl.installed().isEmpty(), "kubectl is not on the PATH");
        try (SandboxScene scene = SandboxScene.fresh(folder, Path.of("contexts/east-west"))) {
            ShippedRun shipped = new ShippedRun(() -> scene);
            RunRequest east2 = shipped.sample("install").with("mesh", "east2");

            RunEnd first = shipped.run(east2);
            assertTrue(first.good(), () -> first + shipped.logs());
            assertEquals("9", first.results().get("applied"));
            assertTrue(
                    scene.writesBesideTheLock().stream()
                            .anyMatch(
                                    write -> write.contains("servicemeshcontrolplanes/east2-fed")));

            RunEnd second = shipped.run(east2);
            assertTrue(second.good(), () -> second + shipped.logs());
            assertEquals(List.of(), scene.writes());
        }
    }
}
