package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.meshfed.sandbox.api.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@DisplayName("the demonstration of promotions")
@Order(1)
class PromotionDemoTest {

    @TempDir private Path folder;

    @Test
    @Timeout(900)
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName(
            "promotes a release, takes a bad one back, goes on after a kill, and leaves no files")
    void promotes() throws IOException {
        assumeFalse(Kubectl.installed().isEmpty(), "kubectl is not on the PATH");

        Cli.Outcome told =
                Cli.run(
                        Map.of("PATH", System.getenv("PATH"), "TMPDIR", folder.toString()),
                        "demo",
                        "--promotion");

        assertEquals(0, told.exit(), () -> told.out() + told.err());
        told.requireShown("kube-info-v2, v2 of prod-member/kube-info: promoted\n");
        told.requireShown("kube-info-v3, v3 of prod-member/kube-info: failed\n");
        told.requireShown("step 3 +1 probe +FAIL +160 of 200 requests answered, 80%");
        told.requireShown("objects of production compared with what stood before: the same\\.");
        told.requireShown(
                "(?s)routing prod-member/kube-info: balance:aro-stg-mesh=25.*\\$ kill -9 \\d+");
        told.requireShown("◉ step 3 ── ○ step 4 ");
        told.requireShown("kube-info-v1, v1 of prod-member/kube-info: promoted\n");
        for (String version : new String[] {"v2", "v1"}) {
            told.requireShown("version +" + version + " +100 +█{20}  100%");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    @DisplayName("goes through its own example only, and alone")
    void ownExample() {
        Cli.Outcome refused = Cli.run("demo", "--promotion", "-f", "federation.yaml");
        Cli.Outcome both = Cli.run("demo", "--promotion", "--walkthrough");

        assertEquals(10, refused.exit(), refused::err);
        assertTrue(refused.err().contains("docs/promotion.md"), refused::err);
        assertEquals(10, both.exit(), both::err);
    }
}
