package io.meshfed.testing;

import io.meshfed.model.Federation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every test of a class that extends this runs on embedded API servers, and on real ones.
 *
 * <p>What says that classes run beside one another does not hold for parameterized ones, so it is
 * said here.
 */
@Tag("cluster")
@ParameterizedClass(name = "[{0}]")
@Execution(ExecutionMode.CONCURRENT)
@EnumSource(ServerKind.class)
public abstract class ClusterTest {

    @Parameter protected ServerKind kind;
    @TempDir protected Path folder;
    protected TestClusters clusters;

    @BeforeEach
    void startClusters() {
        clusters = kind.start(folder, clusterNames());
    }

    @AfterEach
    void closeClusters() {
        if (clusters != null) {
            clusters.close();
        }
    }

    protected List<String> clusterNames() {
        return List.of("aro", "rosa");
    }

    protected StepHarness harness(Federation federation) {
        return new StepHarness(clusters, federation);
    }
}
