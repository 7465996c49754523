package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Federations;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeenRequest;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@DisplayName("apply-manifests and delete-manifests, as they are typed")
class SetCommandsTest {

    private static final ResourceType SECRET =
            new ResourceType("", "v1", "Secret", "secrets", true);

    private final Federation federation = Federations.read(Federations.ARO_ROSA);

    @TempDir Path folder;
    private SandboxClusters clusters;
    private Path manifests;

    @BeforeEach
    void start() throws IOException {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        Files.writeString(folder.resolve("federation.yaml"), Federations.ARO_ROSA);
        manifests = Files.createDirectory(folder.resolve("set"));
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    private Cli.Outcome run(String command, String... more) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                command,
                                "-f",
                                folder.resolve("federation.yaml").toString(),
                                "--kubeconfig",
                                clusters.kubeconfig().toString()));
        line.addAll(List.of(more));
        line.add(manifests.toString());
        return Cli.run(line.toArray(String[]::new));
    }

    private void write(String yaml) throws IOException {
        Files.writeString(manifests.resolve("set.yaml"), yaml);
    }

    @Test
    @DisplayName(
            "a set brings the namespace of the lock, holds the lock from then on, and takes it away")
    void bringsTheHomeOfTheLock() throws IOException {
        write(
                """
                {apiVersion: v1, kind: Namespace, metadata: {name: aro-stg-mesh}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}
                """);
        ObjectRef lease = WriteLocks.lease(federation, federation.clusters().get(0));

        Cli.Outcome applied = run("apply-manifests", "--mesh", "aro-stg-mesh");

        assertEquals(0, applied.exit(), applied::err);
        List<String> writes =
                clusters.writes().stream().map(SeenRequest::path).map(Object::toString).toList();
        int home = index(writes, "/namespaces/aro-stg-mesh");
        int locked = lastIndex(writes, "/leases");
        int member = index(writes, "/namespaces/aro-stg-mesh/configmaps/a");
        assertTrue(home < locked && index(writes, "/leases") < member, writes::toString);
        assertFalse(clusters.raw("aro").has(lease), "the lock was not given back");

        Cli.Outcome deleted = run("delete-manifests", "--mesh", "aro-stg-mesh");

        assertEquals(0, deleted.exit(), deleted::err);
        assertFalse(
                clusters.raw("aro")
                        .has(new ObjectRef(ResourceTypes.NAMESPACE, "", "aro-stg-mesh")));
    }

    private static int index(List<String> paths, String end) {
        return paths.stream()
                .map(path -> path.split("\\?")[0].endsWith(end))
                .toList()
                .indexOf(true);
    }

    private static int lastIndex(List<String> paths, String part) {
        return paths.stream().map(path -> path.contains(part)).toList().lastIndexOf(true);
    }

    @Test
    @DisplayName(
            "a value of a Secret is in no output: made, changed, rehearsed, refused, in any form")
    void tellsNoSecret() throws IOException {
        Canaries canaries = new Canaries();
        String secret =
                "{apiVersion: v1, kind: Secret, metadata: {name: a, namespace: default}, stringData: {password: '%s'}}";
        List<String> said = new ArrayList<>();
        for (String value : List.of(canaries.of("first"), canaries.of("second"))) {
            write(secret.formatted(value));
            said.addAll(told("--dry-run=server"));
            said.addAll(told());
        }
        write(secret.formatted(canaries.of("third")).replace("stringData", "strngData"));
        said.addAll(told());
        write("[" + secret.formatted(canaries.of("fourth")));
        said.addAll(told());
        write(
                secret.formatted(canaries.of("fifth"))
                        .replace("metadata:", "name: x, metadata: 1, m:"));
        said.addAll(told());
        clusters.raw("aro")
                .merge(
                        new ObjectRef(SECRET, "default", "a"),
                        Map.of("data", Map.of("password", "eA==")));
        write(secret.formatted(canaries.of("sixth")));
        said.addAll(told());

        assertEquals(List.of(), canaries.search().in(String.join("\n", said)));
        assertTrue(said.stream().anyMatch(text -> text.contains("data.password")), said::toString);
        assertTrue(said.stream().anyMatch(text -> text.contains("(hidden)")), said::toString);
    }

    private List<String> told(String... more) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("--cluster=aro", "--verbose", "--log-level=debug"));
        options.addAll(List.of(more));
        for (ReportKind kind : ReportKind.values()) {
            options.add("--report=%s=%s".formatted(kind, folder.resolve("report." + kind)));
        }
        Cli.Outcome text = run("apply-manifests", options.toArray(String[]::new));
        List<String> said = new ArrayList<>(List.of(text.out(), text.err()));
        for (ReportKind kind : ReportKind.values()) {
            said.add(Files.readString(folder.resolve("report." + kind)));
        }
        return said;
    }

    @Test
    @DisplayName("without --mesh and --cluster, and with both, it is INPUT and nothing is sent")
    void mustBeToldWhere() throws IOException {
        write("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}");

        assertEquals(10, run("apply-manifests").exit());
        assertEquals(10, run("delete-manifests").exit());
        assertEquals(10, run("apply-manifests", "--mesh=aro-stg-mesh", "--cluster=aro").exit());
        assertEquals(10, run("apply-manifests", "--cluster=arro").exit());
        assertEquals(List.of(), clusters.requests());
    }

    @Test
    @DisplayName("JSON tells of each set, and results count what is in it and what left")
    void tellsTheSets() throws IOException {
        write(
                """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: default}}
                """);
        run("apply-manifests", "--mesh=*");
        write("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}");

        JsonNode json = run("apply-manifests", "--mesh=*", "--output=json").json();

        assertEquals("2", json.at("/results/applied").asText());
        assertEquals("2", json.at("/results/pruned").asText());
        String inventory = json.at("/sets/0/inventory").asText();
        assertTrue(
                inventory.matches("Secret default/meshfed-aro-rosa-aro-stg-mesh-set-[0-9a-f]{10}"),
                inventory);
        assertEquals(1, json.at("/sets/1/deleted").asInt());
    }
}
