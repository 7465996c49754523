package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("where a set of manifests goes")
class SetCommandTest {

    private static final String CONTEXT = "contexts/east-west";

    @TempDir private Path folder;

    @Test
    @DisplayName("it is said in one way: the mesh that it is of, or the cluster")
    void oneWay() {
        String both = refusal("--mesh=east", "--cluster=aro");
        assertTrue(both.contains("--mesh and --cluster exclude each other"), both);

        String neither = refusal();
        assertTrue(neither.contains("neither --mesh nor --cluster says where"), neither);
    }

    @Test
    @DisplayName("a pipeline, whose --mesh is never empty, names a cluster beside all meshes")
    void besideAllMeshes() {
        String said = refusal("--mesh=*", "--cluster=aro");

        assertFalse(said.contains("exclude each other"), said);
        assertTrue(said.contains("no-kubeconfig"), said);
    }

    /** What an INPUT says; none of these commands gets as far as a cluster. */
    private String refusal(String... where) {
        String[] line = new String[where.length + 4];
        line[0] = "apply-manifests";
        line[1] = CONTEXT + "/aro/operators";
        line[2] = "--federation=" + CONTEXT + "/federation.yaml";
        line[3] = "--kubeconfig=" + folder.resolve("no-kubeconfig");
        System.arraycopy(where, 0, line, 4, where.length);
        Cli.Outcome outcome = Cli.run(line);
        assertEquals(10, outcome.exit(), outcome.err());
        return outcome.err() + outcome.out();
    }
}
