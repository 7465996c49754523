package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.manifests.ApplySet;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.sandbox.api.Kubectl;
import io.meshfed.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Each goes on with the set that the other began; with the oldest and the newest kubectl there is.
 */
class ContinuedSetTest extends SetBed {

    private static final List<Path> KUBECTLS = kubectls();

    @BeforeEach
    void requireKubectl() {
        Assumptions.assumeFalse(
                KUBECTLS.isEmpty(),
                "no kubectl of 1.27 or newer, which knows sets, is on the PATH");
    }

    @Override
    protected List<String> clusterNames() {
        return List.of("aro");
    }

    @Test
    @DisplayName("kubectl goes on with a set of ours, and prunes what left it")
    void kubectlContinues() throws Exception {
        for (Path kubectl : KUBECTLS) {
            write("map.yaml", configMap("map", "ours"));
            write("gone.yaml", configMap("gone", "v"));
            harness().run(apply()).requireOk();
            remove("gone.yaml");
            write("map.yaml", configMap("map", "theirs"));

            apply(kubectl, "--force-conflicts");

            assertFalse(aro().has(configMap("gone")), kubectl::toString);
            assertEquals("theirs", aro().get(configMap("map")).text("data", "key").orElseThrow());
            harness().run(delete()).requireOk();
            assertFalse(aro().has(configMap("map")), kubectl::toString);
        }
    }

    @Test
    @DisplayName(
            "we go on with a set of kubectl's, prune what left it, and then have nothing to do")
    void weContinue() throws Exception {
        for (Path kubectl : KUBECTLS) {
            write("map.yaml", configMap("map", "theirs"));
            write("gone.yaml", configMap("gone", "v"));
            apply(kubectl);
            remove("gone.yaml");
            write("map.yaml", configMap("map", "ours"));

            Run run = harness().runTwice(apply());

            assertEquals(List.of("gone"), names(run, Change.Kind.DELETED), kubectl::toString);
            assertEquals("ours", aro().get(configMap("map")).text("data", "key").orElseThrow());
            harness().run(delete()).requireOk();
        }
    }

    @Test
    @DisplayName("a set of another tool, and an object that is no set, are left alone: CONFLICT")
    void otherTool() {
        write("map.yaml", configMap("map", "v"));
        aro().put(inventory(), Map.of());
        harness().run(apply()).refusal(ErrorClass.CONFLICT);
        aro().delete(inventory());
        harness().run(apply()).requireOk();
        aro().merge(
                        inventory(),
                        Map.of(
                                "metadata",
                                Map.of("annotations", Map.of(ApplySet.TOOLING, "other/v1"))));
        write("map.yaml", configMap("map", "w"));

        harness().run(apply()).refusal(ErrorClass.CONFLICT);
        harness().run(delete()).refusal(ErrorClass.CONFLICT);
    }

    private void apply(Path kubectl, String... more) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                kubectl.toString(),
                                "--kubeconfig",
                                clusters.kubeconfig().toString(),
                                "--context=aro",
                                "apply",
                                "--server-side",
                                "--prune",
                                "--applyset=configmap/inventory",
                                "-n",
                                space,
                                "-f",
                                manifests.toString()));
        line.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("KUBECTL_APPLYSET", "true");
        builder.environment().put("HOME", folder.toString());
        Path said = folder.resolve("said");
        Process process = builder.redirectOutput(said.toFile()).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "kubectl hangs");
        assertEquals(0, process.exitValue(), Files.readString(said));
    }

    /** 1.28 reads another annotation than 1.29 and newer. */
    private static List<Path> kubectls() {
        return Kubectl.installed().stream()
                .filter(path -> path.toString().matches(".*kubectl\\.1\\.(28|33)"))
                .toList();
    }
}
