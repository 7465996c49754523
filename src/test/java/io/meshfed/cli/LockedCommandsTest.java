package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.WriteLocks;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.StepReport;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.testing.Federations;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@DisplayName("commands and the lock that they write under")
class LockedCommandsTest {

    private final Federation federation = Federations.read(Federations.ARO_ROSA);

    @TempDir Path folder;
    private SandboxClusters clusters;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        SeededFederation.install(clusters, federation);
        file = Files.writeString(folder.resolve("federation.yaml"), Federations.ARO_ROSA);
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    private String[] line(String command, String... more) {
        List<String> line = new ArrayList<>(List.of(command, "-f", "" + file));
        line.addAll(List.of("--kubeconfig", "" + clusters.kubeconfig()));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    private List<String> holders() {
        return federation.clusters().stream().flatMap(each -> holder(each).stream()).toList();
    }

    private Optional<String> holder(ClusterRef cluster) {
        return clusters.raw(cluster.name())
                .find(WriteLocks.lease(federation, cluster))
                .flatMap(lease -> lease.text("spec", "holderIdentity"));
    }

    @Test
    @DisplayName("a command of its own leaves no lease, and its name says where it runs")
    void alone() {
        List<String> seen = new ArrayList<>();
        clusters.fault(
                "rosa",
                (ordinal, request) -> {
                    if (request.verb().equals("patch")) {
                        seen.addAll(holders());
                    }
                    return Optional.empty();
                });

        Cli.Outcome outcome = Cli.run(Map.of("HOSTNAME", "pod-7"), line("share-trust"));

        assertEquals(0, outcome.exit(), outcome::toString);
        assertEquals(2, seen.size());
        assertTrue(seen.get(0).matches("share-trust-[0-9a-f]{8}@pod-7"), seen::toString);
        assertEquals(List.of(), holders());
    }

    @Test
    @DisplayName(
            "steps of one holder leave the lease to each other, and the one that takes apart leaves none")
    void shared() {
        for (String step : List.of("share-trust", "export-services", "import-services")) {
            Cli.Outcome outcome = Cli.run(line(step, "--holder", "build 17/x"));
            assertEquals(0, outcome.exit(), outcome::toString);
            assertEquals(List.of("build 17/x", "build 17/x"), holders());
        }

        Cli.Outcome back = Cli.run(line("unfederate", "--holder", "build 17/x", "--settle", "0s"));

        assertEquals(0, back.exit(), back::toString);
        assertEquals(List.of(), holders());
    }

    @Test
    @DisplayName("a holder that would forge a line is no name")
    void hostileHolder() {
        Cli.Outcome outcome = Cli.run(line("share-trust", "--holder", "x\n::error::y"));

        assertEquals(10, outcome.exit());
        assertTrue(outcome.err().contains("is not a name of at most 200 visible characters"));
        assertFalse(outcome.err().lines().anyMatch(each -> each.startsWith("::error")));
    }

    @Test
    @DisplayName("B11: a run that ends in an error nobody expected gives its lease back")
    void broken() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Surroundings surroundings =
                new Surroundings(new Console(stream, stream, Map.of(), ""), new Interruption());

        int exit =
                new CommandLine(new Broken(surroundings))
                        .execute(Arrays.stream(line("broken")).skip(1).toArray(String[]::new));

        String all = said.toString(StandardCharsets.UTF_8);
        assertEquals(1, exit, all);
        assertTrue(all.contains("IllegalStateException (id "), all);
        assertTrue(clusters.writes().stream().anyMatch(write -> write.path().contains("/leases")));
        assertEquals(List.of(), holders());
    }

    @Command(name = "broken")
    private static final class Broken extends WritingCommand {

        Broken(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        List<Step> steps() {
            return Pipelines.alone(new BreaksHalfWay());
        }
    }

    private record BreaksHalfWay() implements Step {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public StepReport run(StepContext context) {
            new ShareTrustStep(ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED)
                    .run(context);
            throw new IllegalStateException("half-way");
        }
    }
}
