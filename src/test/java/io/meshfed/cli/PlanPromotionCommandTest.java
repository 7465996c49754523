package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("plan-promotion, typed for the promotion of contexts/aro-rosa")
class PlanPromotionCommandTest {

    private static final Path CONTEXT = Path.of("contexts/aro-rosa");
    private static final String TAG = ":9.5-1744135631";

    @TempDir Path folder;
    private Path context;
    private SandboxClusters clusters;

    @BeforeEach
    void start() throws IOException {
        Assumptions.assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "kubectl"))),
                "the releases are kustomizations, and no kubectl is on the PATH");
        context = folder.resolve("aro-rosa");
        copy();
        Files.move(context.resolve("promotion.yaml.example"), context.resolve("promotion.yaml"));
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        Federation federation =
                FederationReader.read(context.resolve("federation.yaml")).federation();
        SeededFederation.install(clusters, federation);
        clusters.raw("aro")
                .merge(
                        new ObjectRef(ResourceTypes.SERVICE, "stg-member", "kube-info"),
                        Map.of("spec", Map.of("selector", Map.of("app", "kube-info"))));
    }

    @AfterEach
    void stop() {
        if (clusters != null) {
            clusters.close();
        }
    }

    private void copy() throws IOException {
        try (Stream<Path> all = Files.walk(CONTEXT)) {
            for (Path path : all.toList()) {
                Path to = context.resolve(CONTEXT.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(path, to);
                }
            }
        }
    }

    private Cli.Outcome run(String command, String... more) {
        String file = command.equals("plan-promotion") ? "promotion.yaml" : "federation.yaml";
        List<String> line = new ArrayList<>(List.of(command, "-f", "" + context.resolve(file)));
        line.add("--kubeconfig=" + clusters.kubeconfig());
        line.addAll(List.of(more));
        return Cli.run(Map.of("PATH", System.getenv("PATH")), line.toArray(String[]::new));
    }

    private void stageRelease() {
        Cli.Outcome staged =
                run(
                        "apply-manifests",
                        "--mesh=aro-stg-mesh",
                        "--no-wait",
                        context.resolve("aro/aro-stg-mesh/releases/v2").toString());
        assertEquals(0, staged.exit(), staged::err);
    }

    /** A tag in the place of the digest that the example has. */
    private void tag() throws IOException {
        Path deployment = context.resolve("base/kube-info-v2/deployment.yaml");
        String text = Files.readString(deployment);
        assertTrue(text.contains("@sha256:"), "the example has another image");
        Files.writeString(deployment, text.replaceAll("@sha256:[0-9a-f]{64}", TAG));
    }

    @Test
    @DisplayName(
            "text tells each change with its time, results and Markdown the digest; nothing is stored")
    void plan() throws IOException {
        stageRelease();
        clusters.forgetRequests();
        Path digest = folder.resolve("digest");
        Path markdown = folder.resolve("plan.md");

        Cli.Outcome told =
                run(
                        "plan-promotion",
                        "--result=plan-digest=" + digest,
                        "--report=markdown=" + markdown);

        assertEquals(2, told.exit(), () -> told.out() + told.err());
        assertEquals(List.of(), clusters.writes());
        String approved = Files.readString(digest);
        assertTrue(told.out().contains("plan " + approved), told::out);
        assertTrue(Files.readString(markdown).contains(approved));
        for (String line :
                List.of(
                        "before the ramp, when the gates passed",
                        "ramp step 1 of 4: mirror:aro-stg-mesh=100",
                        "ramp step 4 of 4: balance:aro-stg-mesh=50,rosa-prod-mesh=50",
                        "would create  Deployment prod-member/kube-info-v2",
                        "would delete  VirtualService prod-member/meshfed-kube-info",
                        "+ spec.template.spec.containers[name=kube-info].image: ")) {
            assertTrue(told.out().contains(line), () -> line + " is not in " + told.out());
        }
        Cli.Outcome json = run("plan-promotion", "--output=json");
        assertEquals(approved, Cli.json(json.out()).get("plan").get("digest").asText(), json::out);
    }

    @Test
    @DisplayName("a release that staging runs by a tag is PRECOND: nobody could say which it is")
    void tagged() throws IOException {
        tag();
        stageRelease();

        Cli.Outcome told = run("plan-promotion");

        assertEquals(12, told.exit(), told::err);
        assertTrue(told.err().contains("staging does not run that release"), told::err);
        assertTrue(told.err().contains(TAG), told::err);
    }
}
