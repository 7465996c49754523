package io.meshfed.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestSourceTest {

    private static final String MAP =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: a}, data: {k: v}}\n";

    @TempDir Path folder;
    private Path set;
    private Path tools;

    @BeforeEach
    void prepare() throws IOException {
        set = Files.createDirectories(folder.resolve("context/set"));
        tools = Files.createDirectories(folder.resolve("tools"));
    }

    private void write(String file, String text) throws IOException {
        Path path = set.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** A program that says what it was asked, and leaves a mark that it ran. */
    private void tool(String name, String script) throws IOException {
        Path file = tools.resolve(name);
        Files.writeString(file, "#!/bin/sh\n: > %s/ran\n%s\n".formatted(folder, script));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private boolean toolRan() {
        return Files.exists(folder.resolve("ran"));
    }

    private List<Draft> read(String root) {
        return new ManifestSource(List.of(set), root, tools.toString()).read(end -> () -> {});
    }

    @Test
    @Timeout(120)
    @DisplayName("a program that builds for ever ends as soon as the run is to end")
    void ended() throws IOException {
        write("kustomization.yaml", "resources: [map.yaml]\n");
        write("map.yaml", MAP.formatted("a"));
        tool("kustomize", "while :; do :; done");
        ManifestSource source = new ManifestSource(List.of(set), "", tools.toString());

        assertThrows(
                FederationException.class,
                () ->
                        source.read(
                                end -> {
                                    end.run();
                                    return () -> {};
                                }));
    }

    private List<String> problems(String root) {
        FederationException refused = assertThrows(FederationException.class, () -> read(root));
        assertEquals(ErrorClass.INPUT, refused.errorClass());
        assertFalse(toolRan(), "a program was started");
        return refused.details();
    }

    private static List<String> names(List<Draft> drafts) {
        return drafts.stream().map(draft -> draft.name().name()).toList();
    }

    @Test
    @DisplayName(
            "the files of a folder are read in order, lists are their items, and nothing below")
    void folder() throws IOException {
        write("b.yaml", MAP.formatted("b1") + "---\n" + MAP.formatted("b2"));
        write(
                "a.json",
                "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[%s]}"
                        .formatted(MAP.formatted("a")));
        write("below/c.yaml", MAP.formatted("c"));
        write("notes.txt", "not YAML: [");

        assertEquals(List.of("a", "b1", "b2"), names(read("")));
    }

    @Test
    @DisplayName("what is no object, has no name or is for the cluster to set is told, all at once")
    void notObjects() throws IOException {
        write(
                "a.yaml",
                """
                kind: ConfigMap
                ---
                - a
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {generateName: x-}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a, uid: b, labels: {a: 1}}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {on: "x", on: "y"}}
                """);

        List<String> problems = problems("");

        assertEquals(
                List.of(
                        "a.yaml:1: ConfigMap without an apiVersion",
                        "a.yaml:1: ConfigMap without a name",
                        "a.yaml:3: is no object",
                        "a.yaml:5: ConfigMap without a name; generateName makes another object in every run",
                        "a.yaml:7: metadata.uid is for the cluster to set; take it out",
                        "a.yaml:7: metadata.labels.a is no text; quote it",
                        "a.yaml:9: data.on: 'on' is text here and true or false to kubectl; quote it, or write that",
                        "a.yaml:9: data.on: stands here a second time"),
                problems);
    }

    @Test
    @DisplayName("values are those that kubectl would send")
    void values() throws IOException {
        write(
                "a.yaml",
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: a, creationTimestamp: null}
                stringData: {password: hunter2}
                data: {user: YWRtaW4=}
                mode: 0644
                yes: "on"
                status: {a: b}
                """
                        .replace("yes:", "'yes':"));

        Map<String, Object> content = read("").get(0).content();

        assertEquals(Map.of("user", "YWRtaW4=", "password", "aHVudGVyMg=="), content.get("data"));
        assertEquals(420L, content.get("mode"));
        assertEquals("on", content.get("yes"));
        assertFalse(content.containsKey("status") || content.containsKey("stringData"));
    }

    @ParameterizedTest(name = "a kustomization with {0} is refused: {1}")
    @DisplayName("I5: what needs the network or a program, or leaves the folder, is refused")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "resources: [https://example.com/a.yaml] | needs the network",
                "resources: ['github.com/a/b//c?ref=v1'] | needs the network",
                "resources: ['git@github.com:a/b'] | needs the network",
                "bases: [example.com/a/b.git] | needs the network",
                "components: ['ssh://git@host/a'] | needs the network",
                "helmCharts: [{name: a}] | starts helm",
                "generators: [gen.yaml] | would be started as a program",
                "transformers: [\"apiVersion: a/b\\nkind: Mine\\nmetadata: {name: x}\"] | would be started as a program",
                "validators: [fn.yaml] | would be started as a program",
                "secretGenerator: [{name: a, commands: {x: 'id'}}] | starts programs",
                "resources: [../../outside.yaml] | lies outside of",
                "resources: [/etc/hostname] | lies outside of",
                "configMapGenerator: [{name: a, files: [k=link.txt]}] | a symbolic link leads to",
                "patches: [{path: ../../outside.yaml}] | lies outside of",
                "resources: [missing.yaml] | no such file or folder",
                "openapi: {path: 'http://example.com/x'} | needs the network",
                "Resources: [../../outside] | Resources is no field of kustomize; write resources",
                "RESOURCES: ['https://example.com/a.yaml'] | is no field of kustomize",
                "secretgenerator: [{name: a, envs: [../../x]}] | is no field of kustomize",
                "patches: [{Path: ../../outside.yaml}] | patches[0].Path is no field of kustomize",
                "replacements: [{PATH: ../../outside.yaml}] | replacements[0].PATH is no field",
                "configMapGenerator: [{name: a, Files: [../../x]}] | configMapGenerator[0].Files is",
                "openapi: {Path: 'http://example.com/x'} | openapi.Path is no field of kustomize",
                "patches: [../../outside.yaml] | lies outside of",
            })
    void refused(String kustomization, String why) throws IOException {
        tool("kubectl", "exit 0");
        Files.writeString(folder.resolve("outside.yaml"), MAP.formatted("outside"));
        Files.createSymbolicLink(set.resolve("link.txt"), folder.resolve("outside.yaml"));
        write(
                "gen.yaml",
                "{apiVersion: someteam.example.com/v1, kind: Chart, metadata: {name: x}}");
        write(
                "fn.yaml",
                "{apiVersion: builtin, kind: X, metadata: {name: x, annotations: {config.kubernetes.io/function: 'exec: {path: ./run}'}}}");
        write("kustomization.yaml", kustomization);

        List<String> problems = problems("");

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0).startsWith("kustomization.yaml: ")
                        || problems.get(0).startsWith("gen.yaml: ")
                        || problems.get(0).startsWith("fn.yaml: "),
                problems::toString);
        assertTrue(problems.get(0).contains(why), problems::toString);
    }

    @Test
    @DisplayName(
            "I5: a link in a plain folder that leads out of it is refused, one within is followed")
    void links() throws IOException {
        Files.writeString(folder.resolve("outside.yaml"), MAP.formatted("outside"));
        write("data/real.yaml", MAP.formatted("real"));
        Files.createSymbolicLink(set.resolve("inner.yaml"), set.resolve("data/real.yaml"));
        assertEquals(List.of("real"), names(read("")));

        Files.createSymbolicLink(set.resolve("outer.yaml"), folder.resolve("outside.yaml"));

        List<String> problems = problems("");
        assertTrue(problems.get(0).startsWith("outer.yaml: "), problems::toString);
        assertTrue(problems.get(0).contains("a symbolic link leads to"), problems::toString);
    }

    @Test
    @DisplayName("a base beside is in its context: the nearest folder above with a federation file")
    void root() throws IOException {
        tool("kustomize", "[ \"$1\" = build ] && /bin/cat \"$2/../base/a.yaml\"");
        write("../base/a.yaml", MAP.formatted("a"));
        write("../base/kustomization.yaml", "resources: [a.yaml]");
        write("kustomization.yaml", "resources: [../base]");
        assertTrue(problems("").get(0).contains("lies outside of"));

        write("../federation.yaml", "name: x");

        assertEquals(List.of("a"), names(read("")));
        assertTrue(toolRan());
    }

    @Test
    @DisplayName("what a failed build says is told, but not where it may quote a Secret")
    void failedBuild() throws IOException {
        tool("kubectl", "echo 'no matches for hunter2' >&2; exit 1");
        write("kustomization.yaml", "resources: [a.yaml]");
        write("a.yaml", MAP.formatted("a"));
        FederationException open = assertThrows(FederationException.class, () -> read(""));
        assertEquals(List.of("no matches for hunter2"), open.details());

        for (String kind : List.of("Secret", "secret", "SECRET")) {
            write("a.yaml", MAP.formatted("a").replace("ConfigMap", kind));

            FederationException hidden = assertThrows(FederationException.class, () -> read(""));
            assertFalse(
                    hidden.details().toString().contains("hunter2"), hidden.details()::toString);
        }
    }

    @Test
    @DisplayName("plain YAML needs no program, a kustomization says which it lacks")
    void noProgram() throws IOException {
        write("a.yaml", MAP.formatted("a"));
        assertEquals(1, read("").size());

        write("kustomization.yaml", "resources: [a.yaml]");

        FederationException refused = assertThrows(FederationException.class, () -> read(""));
        assertTrue(refused.getMessage().contains("none of them is on the PATH"));
    }
}
