package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds that come while the server runs; what is recorded of a real server is not repeated. */
class DefinitionsTest {

    private static final Path WIDGETS =
            Path.of("src/test/resources/io/meshfed/sandbox/api/crds/widgets.yaml");
    private static final Path TEKTON = Path.of("../shared/reference/tekton-schemas/crds");
    private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String LIST = "/apis/shop.example.com/v1/namespaces/default/widgets";

    private final ApiServer server = ApiServer.start(ApiServerOptions.of("crds"));
    private final Client client = Client.admin(server);

    @TempDir Path folder;

    @BeforeEach
    void define() throws IOException {
        assertEquals(201, create(WIDGETS).code());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName(
            "whoever sends an unknown field is warned, refused in strict mode, left alone if asked")
    void warns() {
        Answer warned = client.post(LIST, widget("{\"size\": \"small\", \"foo\": 1}"));
        assertEquals(
                List.of("299 - \"unknown field \\\"spec.foo\\\"\""),
                warned.response().headers().allValues("Warning"));

        Answer refused =
                client.post(LIST + "?fieldValidation=Strict", widget("{\"size\": 1, \"foo\": 1}"));
        assertEquals(400, refused.code());
        assertTrue(refused.body().contains("unknown field \\\"spec.foo\\\""), refused::body);

        Answer spared =
                client.post(
                        LIST + "?fieldValidation=Ignore&dryRun=All",
                        widget("{\"size\": \"small\", \"foo\": 1}").replace("\"w\"", "\"v\""));
        assertEquals(201, spared.code());
        assertEquals(List.of(), spared.response().headers().allValues("Warning"));
    }

    @Test
    @DisplayName("what is applied must be declared")
    void appliesOnlyWhatIsDeclared() {
        Answer refused =
                client.apply(
                        LIST + "/w?fieldManager=me", widget("{\"size\": \"small\", \"foo\": 1}"));

        assertEquals(500, refused.code());
        assertEquals(
                "failed to create typed patch object (default/w; shop.example.com/v1, Kind=Widget):"
                        + " .spec.foo: field not declared in schema",
                refused.json().get("message"));
    }

    @Test
    @DisplayName("appliers share the lists that the definition says they share")
    void sharesKeyedLists() {
        client.apply(
                LIST + "/w?fieldManager=one",
                widget("{\"size\": \"small\", \"parts\": [{\"name\": \"a\"}]}"));
        Answer both =
                client.apply(
                        LIST + "/w?fieldManager=two", widget("{\"parts\": [{\"name\": \"b\"}]}"));

        assertEquals(
                List.of("a", "b"),
                Trees.objects(both.json(), "spec", "parts").stream()
                        .map(part -> part.get("name"))
                        .toList());
        Answer one = client.apply(LIST + "/w?fieldManager=one", widget("{\"size\": \"small\"}"));
        assertEquals(1, Trees.objects(one.json(), "spec", "parts").size());
    }

    @Test
    @DisplayName("a definition that is changed changes what is served, and keeps what is stored")
    void changes() throws IOException {
        client.post(LIST, widget("{\"size\": \"small\"}"));

        Answer changed =
                client.apply(
                        CRDS + "/widgets.shop.example.com?fieldManager=test&force=true",
                        Files.readString(WIDGETS).replace("[small, large]", "[small, huge]"));

        assertEquals(200, changed.code(), changed::body);
        assertEquals(200, client.merge(LIST + "/w", "{\"spec\": {\"size\": \"huge\"}}").code());
        assertEquals(422, client.merge(LIST + "/w", "{\"spec\": {\"size\": \"large\"}}").code());
    }

    @Test
    @DisplayName("an instance that is held by a finalizer holds its definition")
    void waitsForFinalizers() {
        client.post(
                LIST,
                widget("{\"size\": \"small\"}")
                        .replace("\"w\"", "\"w\", \"finalizers\": [\"test.example.com/hold\"]"));

        client.delete(CRDS + "/widgets.shop.example.com");
        assertEquals(200, client.get(LIST + "/w").code());

        client.merge(LIST + "/w", "{\"metadata\": {\"finalizers\": null}}");
        assertEquals(404, client.get(CRDS + "/widgets.shop.example.com").code());
        assertEquals(404, client.get(LIST).code());
    }

    @Test
    @DisplayName("two definitions of a group cannot share a kind")
    void acceptsNames() throws IOException {
        String rival =
                Files.readString(WIDGETS)
                        .replace("name: widgets.shop", "name: gadgets.shop")
                        .replace("plural: widgets", "plural: gadgets");
        client.send("POST", CRDS, "application/yaml", rival);

        Map<String, Object> stored = client.get(CRDS + "/gadgets.shop.example.com").json();

        assertEquals(
                List.of("False", "False"),
                Trees.objects(stored, "status", "conditions").stream()
                        .map(condition -> condition.get("status"))
                        .toList());
        assertEquals(404, client.get(LIST.replace("widgets", "gadgets")).code());
    }

    @Test
    @DisplayName(
            "kubectl finds a new kind by its short name, and rehearses an apply without a warning")
    void worksWithKubectl() throws IOException {
        for (Path program : ends(Kubectl.installed())) {
            Kubectl kubectl = new Kubectl(program, folder).on(server);
            Kubectl.Result dry =
                    kubectl.feed(
                            widget("{\"size\": \"small\"}"),
                            "apply",
                            "--server-side",
                            "--dry-run=server",
                            "-f-");
            assertEquals(
                    "widget.shop.example.com/w serverside-applied (server dry run)", dry.out());

            kubectl.feed(widget("{\"size\": \"small\"}"), "apply", "-f-");
            String table = kubectl.run("get", "wd").out();
            assertTrue(table.matches("NAME +SIZE +AGE\nw +small +\\d+s"), table);
            assertEquals(
                    "condition met",
                    kubectl.run(
                                    "wait",
                                    "--for=condition=Established",
                                    "crd/widgets.shop.example.com")
                            .out()
                            .replaceAll(".* (condition met)", "$1"));
            kubectl.run("delete", "widget", "w");
        }
    }

    @Test
    @DisplayName("Tekton's definitions are served")
    void servesTekton() throws IOException {
        assumeTrue(Files.isDirectory(TEKTON), "no CRDs at " + TEKTON);
        try (Stream<Path> files = Files.list(TEKTON)) {
            for (Path file : files.filter(f -> f.toString().contains("300-")).sorted().toList()) {
                assertEquals(201, create(file).code(), file::toString);
            }
        }

        Answer created =
                client.post(
                        "/apis/tekton.dev/v1/namespaces/default/tasks?fieldValidation=Strict",
                        """
                        {"apiVersion": "tekton.dev/v1", "kind": "Task", "metadata": {"name": "t"},
                         "spec": {"steps": [{"name": "s", "image": "i", "computeResources":
                           {"limits": {"memory": "96Mi"}}}]}}
                        """);

        assertEquals(201, created.code(), created::body);
        assertEquals(
                "tekton.dev/v1",
                Trees.text(
                                client.get("/apis/tekton.dev").json(),
                                "preferredVersion",
                                "groupVersion")
                        .orElse(""));
    }

    private static List<Path> ends(List<Path> programs) {
        assumeFalse(programs.isEmpty(), "kubectl is not on the PATH");
        return Stream.of(programs.get(0), programs.get(programs.size() - 1)).distinct().toList();
    }

    private Answer create(Path file) throws IOException {
        return client.send("POST", CRDS, "application/yaml", Files.readString(file));
    }

    private static String widget(String spec) {
        return "{\"apiVersion\": \"shop.example.com/v1\", \"kind\": \"Widget\", \"metadata\": {\"name\": \"w\"}, \"spec\": %s}"
                .formatted(spec);
    }
}
