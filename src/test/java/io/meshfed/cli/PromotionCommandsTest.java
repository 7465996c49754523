package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Federations;
import io.meshfed.testing.PromotionRecords;
import io.meshfed.testing.SandboxClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionCommandsTest {

    private static final ServiceName KUBE_INFO = new ServiceName("prod-member", "kube-info");

    private final Federation federation = Federations.read(Federations.ARO_ROSA);
    private final Mesh production = federation.mesh("rosa-prod-mesh").orElseThrow();

    @TempDir Path folder;
    private SandboxClusters clusters;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        for (Mesh mesh : federation.meshes()) {
            clusters.raw(mesh.cluster().name())
                    .put(new ObjectRef(ResourceTypes.NAMESPACE, "", mesh.namespace()), Map.of());
        }
        file = Files.writeString(folder.resolve("federation.yaml"), Federations.ARO_ROSA);
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    private Cli.Outcome run(String command, String... more) {
        List<String> line = new ArrayList<>(List.of(command, "--federation=" + file));
        line.add("--kubeconfig=" + clusters.kubeconfig());
        line.addAll(List.of(more));
        return Cli.run(line.toArray(String[]::new));
    }

    private String holder() {
        return clusters.raw("rosa")
                .get(PromotionObjects.lock(production))
                .text("spec", "holderIdentity")
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "the lock is taken for a holder, refused to others with what to do, and given back")
    void lock() throws IOException {
        Path holder = folder.resolve("holder");
        Path expires = folder.resolve("expires");
        Cli.Outcome taken =
                run(
                        "acquire-lock",
                        "--holder=build-1",
                        "--result=holder=" + holder,
                        "--result=expires=" + expires);
        assertEquals(0, taken.exit(), taken::err);
        assertEquals("build-1", Files.readString(holder));
        assertTrue(Files.readString(expires).matches("20\\d\\d-.*Z"), "no time");

        Cli.Outcome refused = run("acquire-lock", "--holder=build-2");
        assertEquals(13, refused.exit(), refused::err);
        assertTrue(refused.err().contains("'build-1' holds Lease "), refused::err);
        assertTrue(refused.err().contains("promotion-status"), refused::err);

        Cli.Outcome others = run("release-lock", "--holder=build-2");
        assertEquals(0, others.exit(), others::err);
        assertTrue(others.err().contains("'build-1' has it"), others::err);
        assertEquals("build-1", holder());

        assertEquals(0, run("release-lock", "--holder=build-1").exit());
        assertEquals("", holder());
        assertEquals(0, run("acquire-lock", "--holder=build-2").exit());
        assertEquals("build-2", holder());
    }

    @Test
    @DisplayName("the same holder again makes it last longer and takes no new term")
    void again() {
        run("acquire-lock", "--holder=build-1");
        long term = term();

        Cli.Outcome again = run("acquire-lock", "--holder=build-1", "--ttl=2h");

        assertEquals(0, again.exit(), again::err);
        assertEquals(term, term());
        assertEquals(
                7200L,
                clusters.raw("rosa")
                        .get(PromotionObjects.lock(production))
                        .number("spec", "leaseDurationSeconds")
                        .orElseThrow());
    }

    @Test
    @DisplayName("--keep takes nothing, and ends when the lock was given back")
    void keep() {
        assertEquals(0, run("acquire-lock", "--holder=build-1", "--keep").exit());
        assertTrue(clusters.raw("rosa").find(PromotionObjects.lock(production)).isEmpty());

        run("acquire-lock", "--holder=build-2");
        assertEquals(0, run("acquire-lock", "--holder=build-1", "--keep").exit());
        assertEquals("build-2", holder());

        Cli.Outcome late = run("acquire-lock", "--holder=build-2", "--keep", "--timeout=1s");
        assertEquals(15, late.exit(), late::err);
        assertTrue(late.err().contains("nobody gave it back"), late::err);
        assertEquals("build-2", holder());
    }

    private long term() {
        return clusters.raw("rosa")
                .get(PromotionObjects.lock(production))
                .number("spec", "leaseTransitions")
                .orElseThrow();
    }

    @Test
    @DisplayName("of several meshes all locks are taken, or none that the holder did not have")
    void allOrNone() {
        run("acquire-lock", "--holder=other", "--mesh=rosa-prod-mesh");

        Cli.Outcome refused =
                run("acquire-lock", "--holder=build-1", "--mesh=aro-stg-mesh,rosa-prod-mesh");

        assertEquals(13, refused.exit(), refused::err);
        Mesh staging = federation.mesh("aro-stg-mesh").orElseThrow();
        assertEquals(
                "",
                clusters.raw("aro")
                        .get(PromotionObjects.lock(staging))
                        .text("spec", "holderIdentity")
                        .orElseThrow());
    }

    @Test
    @DisplayName("where nothing was ever promoted it is said")
    void nothing() {
        Cli.Outcome told = run("promotion-status");

        assertEquals(0, told.exit(), told::err);
        assertTrue(told.out().contains("nothing was ever promoted there"), told::out);
        assertEquals(0, run("promotion-history").exit());
    }

    @Test
    @DisplayName(
            "status draws how far it came, and says who approved what, what was read, what is next")
    void status() {
        PromotionRecords.put(
                clusters.raw("rosa"), federation, production, PromotionRecords.judging(KUBE_INFO));

        Cli.Outcome told = run("promotion-status", "--service=kube-info", "--no-color");

        assertEquals(0, told.exit(), told::err);
        String text = told.out();
        for (String words :
                List.of(
                        "● release ── ◉ step 1 ── ○ step 2 ── ○ install ── ○ proof",
                        "judging step 1 of 2",
                        "ann",
                        "99.9 % of 200",
                        "nobody is at work",
                        "meshfed roll-back --mesh rosa-prod-mesh --service prod-member/kube-info")) {
            assertTrue(text.contains(words), () -> "'" + words + "' is not in: " + text);
        }
        assertFalse(run("promotion-status", "--service=other").out().contains("step 1"));
    }

    @Test
    @DisplayName("JSON has the same, and who has the lock")
    void json() throws IOException {
        PromotionRecords.put(
                clusters.raw("rosa"), federation, production, PromotionRecords.judging(KUBE_INFO));
        run("acquire-lock", "--holder=build-1");

        Cli.Outcome told = run("promotion-status", "--output=json");

        JsonNode root = new ObjectMapper().readTree(told.out());
        JsonNode promotion = root.at("/promotions/0");
        assertEquals("prod-member/kube-info", promotion.at("/service").asText(), told::out);
        assertEquals("judging", promotion.at("/phase").asText());
        assertEquals("here", promotion.at("/stages/1/place").asText());
        assertEquals("build-1", root.at("/locks/0/holder").asText());
    }

    @Test
    @DisplayName("history tells how each ended, newest first")
    void history() {
        PromotionRecords.put(
                clusters.raw("rosa"), federation, production, PromotionRecords.ended(KUBE_INFO, 2));

        Cli.Outcome told = run("promotion-history", "--no-color");

        assertEquals(0, told.exit(), told::err);
        assertTrue(told.out().indexOf("sha256:r2") > 0, told::out);
        assertTrue(told.out().indexOf("sha256:r2") < told.out().indexOf("sha256:r1"), told::out);
        assertTrue(told.out().contains("stale"), told::out);
    }

    @Test
    @DisplayName("a record that cannot be read fails the command, and the others are told")
    void damaged() {
        PromotionRecords.put(
                clusters.raw("rosa"), federation, production, PromotionRecords.judging(KUBE_INFO));
        ServiceName other = new ServiceName("prod-member", "other");
        PromotionRecords.put(
                clusters.raw("rosa"), federation, production, PromotionRecords.judging(other));
        clusters.raw("rosa")
                .merge(
                        PromotionObjects.record(production, other),
                        Map.of("data", Map.of("about", "{}")));

        Cli.Outcome told = run("promotion-status");

        assertEquals(13, told.exit(), told::err);
        assertTrue(told.out().contains("judging step 1 of 2"), told::out);
        assertTrue(
                told.err().contains("delete configmap meshfed-promotion-prod-member.other"),
                told::err);
    }

    @Test
    @DisplayName("a promotion file stands for its own mesh and service")
    void promotionFile() throws IOException {
        PromotionRecords.put(
                clusters.raw("rosa"), federation, production, PromotionRecords.judging(KUBE_INFO));
        Path promotion =
                Files.writeString(
                        folder.resolve("promotion.yaml"),
                        Files.readString(Path.of("contexts/aro-rosa/promotion.yaml.example")));

        Cli.Outcome told =
                Cli.run(
                        "promotion-status",
                        "-f",
                        promotion.toString(),
                        "--kubeconfig=" + clusters.kubeconfig());

        assertEquals(0, told.exit(), told::err);
        assertTrue(told.out().contains("prod-member/kube-info"), told::out);
    }

    @Test
    @DisplayName("a file without a mesh of stage production needs one named")
    void noProduction() throws IOException {
        Files.writeString(file, Federations.ARO_ROSA.replace(", stage: production", ""));

        Cli.Outcome told = run("promotion-status");

        assertEquals(10, told.exit(), told::err);
        assertTrue(told.err().contains("--mesh NAME"), told::err);
        assertEquals(0, run("promotion-status", "--mesh=rosa-prod-mesh").exit());
    }
}
