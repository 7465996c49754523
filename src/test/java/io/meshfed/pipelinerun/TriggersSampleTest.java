package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted goes the whole way: filter, binding, template, Pipeline, command line. */
@DisplayName("the sample for Tekton Triggers")
@Timeout(480)
class TriggersSampleTest {

    private static final List<JsonNode> SAMPLE =
            Catalog.documents(
                    Catalog.text(Path.of("pipelines/verify/samples/triggers.yaml.example")));
    private static final Pattern MATCHES = Pattern.compile("matches\\('([^']*)'\\)");

    @TempDir private static Path folder;
    private static SandboxScene scene;

    private final ShippedRun shipped = new ShippedRun(() -> scene);

    @BeforeAll
    static void start() throws IOException {
        scene = SandboxScene.start(folder);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode only(String kind) {
        List<JsonNode> all =
                SAMPLE.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
        assertEquals(1, all.size(), kind);
        return all.get(0);
    }

    /** What the CronJob posts. */
    private static String postedMesh() {
        List<String> args =
                Variables.none()
                        .texts(
                                only("CronJob")
                                        .at(
                                                "/spec/jobTemplate/spec/template/spec/containers/0/args"));
        String body = args.get(args.indexOf("--data") + 1);
        return Catalog.documents(body).get(0).path("mesh").asText();
    }

    private static boolean passesFilter(String mesh) {
        String filter =
                only("EventListener").at("/spec/triggers/0/interceptors/0/params/0/value").asText();
        Matcher pattern = MATCHES.matcher(filter);
        assertTrue(pattern.find(), filter);
        return mesh.matches(pattern.group(1));
    }

    /** The end of the run that the template makes of a post. */
    private RunEnd run(String mesh) throws InterruptedException {
        String binding = only("TriggerBinding").at("/spec/params/0/value").asText();
        assertEquals("$(body.mesh)", binding);
        String run = only("TriggerTemplate").at("/spec/resourcetemplates/0").toString();
        String value = TextNode.valueOf(mesh).toString();
        String filled = run.replace("\"$(tt.params.mesh)\"", value);
        return shipped.run(shipped.request(Catalog.documents(filled).get(0)));
    }

    @Test
    @DisplayName("what the CronJob posts looks at every direction")
    void cronJobVerifiesAll() throws InterruptedException {
        assertTrue(passesFilter(postedMesh()), postedMesh());

        RunEnd end = run(postedMesh());

        assertEquals("PRECOND", end.task("verify").results().get("class"), shipped::logs);
        assertEquals("2", end.task("verify").results().get("failed"));
    }

    @Test
    @DisplayName("an empty name is kept out, because the program would refuse it")
    void emptyIsRefused() throws InterruptedException {
        assertFalse(passesFilter(""));

        assertEquals("INPUT", run("").task("verify").results().get("class"), shipped::logs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aro-stg", "aro-stg,rosa-stg"})
    @DisplayName("names of meshes pass")
    void namesPass(String posted) {
        assertTrue(passesFilter(posted));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "a,", ",a", "a,,b", "**", "*,a", "a b", "A", "$(params.x)", "a\n"})
    @DisplayName("nothing else passes")
    void nothingElsePasses(String posted) {
        assertFalse(passesFilter(posted));
    }

    @Test
    @DisplayName("the listener creates PipelineRuns and writes nothing else but events")
    void listenerWritesRunsOnly() {
        Set<String> writes = new TreeSet<>();
        for (String kind : List.of("Role", "ClusterRole")) {
            Samples.rules(only(kind)).stream()
                    .filter(rule -> !rule.matches("(get|list|watch) .*"))
                    .forEach(rule -> writes.add(rule.strip()));
        }
        assertEquals(
                Set.of("create tekton.dev/pipelineruns", "create /events", "patch /events"),
                writes);
        for (String kind : List.of("Role", "ClusterRole")) {
            JsonNode reference = only(kind + "Binding").path("roleRef");
            assertEquals(kind, reference.path("kind").asText());
            assertEquals(Catalog.nameOf(only(kind)), reference.path("name").asText());
        }
    }
}
