package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.meshfed.sandbox.api.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@DisplayName("the demonstration from empty clusters")
class WalkthroughTest {

    @TempDir private Path folder;

    @Test
    @Timeout(900)
    @DisplayName("installs, federates, routes, drills and takes all away, and leaves no files")
    void walksThrough() throws IOException {
        assumeFalse(Kubectl.installed().isEmpty(), "kubectl is not on the PATH");

        Cli.Outcome told =
                Cli.run(
                        Map.of("PATH", System.getenv("PATH"), "TMPDIR", folder.toString()),
                        "demo",
                        "--walkthrough");

        assertEquals(0, told.exit(), () -> told.out() + told.err());
        told.requireShown("west was sent copies of (1\\d\\d|200);");
        told.requireShown("mesh +east +(9\\d|1[01]\\d) .*\n +(east2|west) +[456]\\d ");
        told.requireShown("\n +east2 +[456]\\d ");
        told.requireShown("\n +west +[456]\\d ");
        told.requireShown("verdict +passed; everything is as it was");
        told.requireShown("cluster 'aro' has nothing of federation 'east-west'");
        told.requireShown(
                "oc --context aro -n openshift-operators delete clusterserviceversion/kiali");
        told.requireShown("no istiod of west runs: nothing trusts its peers any more");
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    @DisplayName("goes through its own example only")
    void ownExample() {
        Cli.Outcome refused = Cli.run("demo", "--walkthrough", "-f", "federation.yaml");

        assertEquals(10, refused.exit(), refused::err);
    }
}
