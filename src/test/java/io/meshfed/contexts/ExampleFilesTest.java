package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.meshfed.contexts.Shape.Entry;
import io.meshfed.contexts.Shape.Key;
import io.meshfed.contexts.Shape.ListOf;
import io.meshfed.contexts.Shape.MapOf;
import io.meshfed.model.Export;
import io.meshfed.model.Federation;
import io.meshfed.model.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ExampleFilesTest {

    private static final Path CONTEXTS = Path.of("contexts");
    private static final Path GUIDE = Path.of("docs/federation-file.md");

    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\\n(apiVersion: meshfed.*?)```", Pattern.DOTALL);

    /** What a key, a token or a kubeconfig looks like. */
    private static final Pattern CREDENTIAL =
            Pattern.compile(
                    "kind: *Secret|PRIVATE KEY|BEGIN CERTIFICATE|sha256~[A-Za-z0-9_-]{20}"
                            + "|eyJ[A-Za-z0-9_-]{20}|(client-key-data|password|token):"
                            + "|kind: *Config\\b");

    static List<Path> files() throws IOException {
        try (Stream<Path> folders = Files.list(CONTEXTS)) {
            return folders.map(folder -> folder.resolve("federation.yaml")).sorted().toList();
        }
    }

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName("every example file is read without a word and fits the schema")
    void readsFiles(Path file) throws IOException {
        FederationFile read = FederationReader.read(file);

        assertEquals(List.of(), read.warnings());
        assertEquals(file.getParent().getFileName().toString(), read.federation().name());
        assertFitsSchema(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("examples")
    @DisplayName("every example of the guide is read and fits the schema")
    void readsGuide(String example) throws IOException {
        FederationFiles.parse(example);

        assertFitsSchema(example);
    }

    @Test
    @DisplayName("the demo's file joins staging on aro with production on rosa, both exporting")
    void isTheDemo() {
        Federation federation =
                FederationReader.read(CONTEXTS.resolve("aro-rosa/federation.yaml")).federation();

        assertEquals(Stage.STAGING, federation.mesh("aro-stg-mesh").orElseThrow().stage());
        assertEquals(Stage.PRODUCTION, federation.mesh("rosa-prod-mesh").orElseThrow().stage());
        assertEquals(
                List.of("aro-stg-mesh", "rosa-prod-mesh"),
                federation.peerings().get(0).exports().stream().map(Export::from).toList());
    }

    @Test
    @DisplayName("the guide has a row for every key of the format")
    void documentsEveryKey() throws IOException {
        String guide = Files.readString(GUIDE);
        Set<String> missing = new TreeSet<>();
        collectKeys(FileFormat.FEDERATION, missing);
        missing.removeIf(key -> guide.contains("\n| `" + key + "` | "));

        assertEquals(Set.of(), missing);
    }

    @Test
    @DisplayName("no key, token, certificate or kubeconfig lies below contexts/")
    void holdsNoCredentials() throws IOException {
        try (Stream<Path> all = Files.walk(CONTEXTS)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertFalse(CREDENTIAL.matcher(Files.readString(file)).find(), file.toString());
            }
        }
        assertTrue(CREDENTIAL.matcher("kind: Secret").find());
    }

    private static void collectKeys(Shape shape, Set<String> keys) {
        if (shape instanceof Entry entry) {
            for (Key key : entry.keys()) {
                keys.add(key.name());
                collectKeys(key.shape(), keys);
            }
        } else if (shape instanceof ListOf list) {
            collectKeys(list.items(), keys);
        } else if (shape instanceof MapOf map) {
            collectKeys(map.values(), keys);
        }
    }

    private static void assertFitsSchema(String yaml) throws IOException {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        assertEquals(
                Set.of(),
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(FederationSchema.json())
                        .validate(new ObjectMapper().writeValueAsString(tree), InputFormat.JSON));
    }
}
