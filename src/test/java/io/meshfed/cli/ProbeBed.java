package io.meshfed.cli;

import io.meshfed.testing.Federations;
import io.meshfed.testing.SandboxClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Probes of one mesh, by a federation file and clusters that are there. */
@ResourceLock("the probed meshes")
abstract class ProbeBed {

    @TempDir static Path folder;
    private static SandboxClusters clusters;
    private static Path file;

    @BeforeAll
    static void start() throws IOException {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        file = Files.writeString(folder.resolve("federation.yaml"), Federations.ARO_ROSA);
    }

    @AfterAll
    static void stop() {
        clusters.close();
    }

    static Cli.Outcome probe(String... more) {
        return probeOn("", more);
    }

    /** What is given takes the place of what every probe here says. */
    static Cli.Outcome probeOn(String terminals, String... given) {
        List<String> arguments = new ArrayList<>(List.of("probe-service"));
        for (String usual :
                List.of(
                        "--federation=" + file,
                        "--kubeconfig=" + clusters.kubeconfig(),
                        "--mesh=aro-stg-mesh",
                        "--service=kube-info",
                        "--rate=2000")) {
            String name = usual.substring(0, usual.indexOf('=') + 1);
            if (Stream.of(given).noneMatch(option -> option.startsWith(name))) {
                arguments.add(usual);
            }
        }
        arguments.addAll(List.of(given));
        return Cli.run(terminals, Map.of(), arguments.toArray(String[]::new));
    }
}
