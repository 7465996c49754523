package io.meshfed.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The figures by which catalogs are compared, counted over the Tasks and StepActions of this one.
 */
@DisplayName("the catalog holds its figures")
class StateOfTheArtTest {

    private static final String RELEASED =
            "quay.io/meshfed/meshfed:1.2.3@sha256:" + "0123456789abcdef".repeat(4);
    private static final String WITH_KUBECTL =
            "quay.io/meshfed/meshfed-kubectl:1.2.3@sha256:" + "fedcba9876543210".repeat(4);

    @TempDir private static Path folder;
    private static final Map<String, JsonNode> released = new LinkedHashMap<>();

    @BeforeAll
    static void release() throws Exception {
        Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
        Catalog.of(io.meshfed.cli.CommandModel.root(), folder).writeTarget(RELEASED, WITH_KUBECTL);
        for (StepDefinition step : Checkout.steps()) {
            for (String kind : List.of("task", "stepaction")) {
                String path =
                        "target/catalog/%s/%s/%s.yaml"
                                .formatted(kind, step.resourceName(), step.resourceName());
                released.put(path, Checkout.yaml(folder.resolve(path)).get(0));
            }
        }
    }

    @Test
    @DisplayName("100% of images by tag and digest in the form that is released")
    void byDigest() {
        all("by digest", file -> List.of(RELEASED, WITH_KUBECTL).contains(image(file)));
    }

    @Test
    @DisplayName("100% non-root, with a read-only root and the whole restricted security context")
    void restricted() {
        all("non-root", file -> security(file).at("/runAsNonRoot").asBoolean());
        all("read-only root", file -> security(file).at("/readOnlyRootFilesystem").asBoolean());
        all("no escalation", file -> no(security(file).at("/allowPrivilegeEscalation")));
        all("no capability", file -> drop(file).equals(List.of("ALL")));
        all("seccomp", file -> seccomp(file).equals("RuntimeDefault"));
        all("no fixed user", file -> security(file).at("/runAsUser").isMissingNode());
    }

    @Test
    @DisplayName(
            "100% of Tasks ask for CPU and memory, and get that memory, without a limit of CPU")
    void resources() {
        tasks("cpu", file -> resource(file, "requests/cpu").equals("100m"));
        tasks("memory", file -> resource(file, "requests/memory").equals("96Mi"));
        tasks("memory limit", file -> resource(file, "limits/memory").equals("96Mi"));
        tasks("no cpu limit", file -> resource(file, "limits/cpu").isEmpty());
        actions("none", file -> file.at("/spec/computeResources").isMissingNode());
    }

    @Test
    @DisplayName("0% scripts, shells, parameters pasted into scripts, secrets as environment")
    void nothingRisky() {
        all("no script", file -> file.findValues("script").isEmpty());
        all("absolute command", file -> command(file).startsWith("/"));
        all("no secret", file -> file.findValues("secretKeyRef").isEmpty());
        all("no envFrom", file -> file.findValues("envFrom").isEmpty());
    }

    @Test
    @DisplayName(
            "100% with a dry run where they write, but a promotion, which plan-promotion rehearses, and its way back")
    void dryRun() {
        List<String> without =
                Checkout.steps().stream()
                        .filter(step -> step.entry().writes())
                        .filter(
                                step ->
                                        step.params().stream()
                                                .noneMatch(p -> p.name().equals("dry-run")))
                        .map(StepDefinition::name)
                        .toList();
        assertEquals(List.of("promote", "roll-back"), without);
    }

    @Test
    @DisplayName("100% with a sample that names its Task and gives only parameters that it has")
    void samples() {
        for (StepDefinition step : Checkout.steps()) {
            JsonNode sample = Checkout.sample(step);
            List<String> params = Checkout.names(Checkout.task(step).at("/spec/params"));

            assertEquals(step.resourceName(), sample.at("/spec/taskRef/name").asText());
            Checkout.names(sample.at("/spec/params"))
                    .forEach(name -> assertEquals(true, params.contains(name), name));
        }
    }

    @Test
    @DisplayName("applying the folder starts nothing: samples are not among what it installs")
    void nothingStarts() {
        List<String> runs =
                Checkout.filesBelow(Path.of("steps")).stream()
                        .filter(file -> file.toString().matches(".*\\.(yaml|yml)"))
                        .flatMap(file -> Checkout.yaml(file).stream())
                        .map(document -> document.get("kind").asText())
                        .filter(kind -> kind.endsWith("Run"))
                        .toList();
        assertEquals(List.of(), runs);
    }

    private static void all(String what, Predicate<JsonNode> holds) {
        count(what, "/", holds);
    }

    private static void tasks(String what, Predicate<JsonNode> holds) {
        count(what, "/task/", holds);
    }

    private static void actions(String what, Predicate<JsonNode> holds) {
        count(what, "/stepaction/", holds);
    }

    private static void count(String what, String part, Predicate<JsonNode> holds) {
        List<String> lacking =
                released.entrySet().stream()
                        .filter(file -> file.getKey().contains(part))
                        .filter(file -> !holds.test(file.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        assertEquals(List.of(), lacking, what);
    }

    private static JsonNode step(JsonNode file) {
        return file.get("kind").asText().equals("Task")
                ? file.at("/spec/steps/0")
                : file.get("spec");
    }

    private static JsonNode security(JsonNode file) {
        return file.get("kind").asText().equals("Task")
                ? file.at("/spec/stepTemplate/securityContext")
                : file.at("/spec/securityContext");
    }

    private static String image(JsonNode file) {
        return step(file).get("image").asText();
    }

    private static String command(JsonNode file) {
        return step(file).at("/command/0").asText();
    }

    private static List<String> drop(JsonNode file) {
        return Checkout.strings(security(file).at("/capabilities/drop"));
    }

    private static String seccomp(JsonNode file) {
        return security(file).at("/seccompProfile/type").asText();
    }

    private static boolean no(JsonNode flag) {
        return flag.isBoolean() && !flag.asBoolean();
    }

    private static String resource(JsonNode file, String path) {
        return step(file).at("/computeResources/" + path).asText();
    }
}
