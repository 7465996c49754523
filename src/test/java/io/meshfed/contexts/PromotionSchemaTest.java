package io.meshfed.contexts;

import static io.meshfed.contexts.PromotionFiles.PROMOTION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.meshfed.contexts.Shape.Entry;
import io.meshfed.contexts.Shape.Key;
import io.meshfed.contexts.Shape.ListOf;
import io.meshfed.contexts.Shape.MapOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class PromotionSchemaTest {

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final Path EXAMPLE = Path.of("contexts/aro-rosa/promotion.yaml.example");
    private static final Path GUIDE = Path.of("docs/promotion-file.md");

    @TempDir Path folder;

    @Test
    @DisplayName("the schema is itself a valid JSON Schema of 2020-12")
    void isSchema() {
        assertEquals(
                Set.of(),
                FACTORY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(PromotionSchema.json(), InputFormat.JSON));
    }

    @Test
    @DisplayName("what the reader accepts, the schema accepts")
    void acceptsGoodFile() throws IOException {
        new PromotionFiles(folder).read(PROMOTION);

        assertEquals(Set.of(), errors(PROMOTION));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: info-v2 | nmae: info-v2",
                "kind: Promotion | kind: Federation",
                "from: stg | from: Stg",
                ":2@sha256: | :2@sha512:",
                "manifests: apps/v2 | manifests: /apps/v2",
                "weight: 50 | weight: 101",
                "weight: 50 | weight: 50, mirror: 50",
                ", for: 1h | ''",
                "for: 1h | for: soon",
                "finish: install | finish: instal",
                "path: /info | path: info",
                "requests: 200 | requests: 0",
                "min-success: 99.5 | min-success: 100.5",
                "https://p.example | http://p.example",
                "argv: [check, --now] | argv: []",
                "confirmation: { | confirmaton: {",
                "approval: none | approval: no",
            })
    @DisplayName("a mistake in one key is one for the schema too")
    void refusesMistakes(String right, String wrong) throws IOException {
        assertTrue(PROMOTION.contains(right), right);

        assertFalse(errors(PROMOTION.replace(right, wrong == null ? "" : wrong)).isEmpty());
    }

    @Test
    @DisplayName("the example is read beside its federation file, and fits the schema")
    void readsExample() throws IOException {
        PromotionFile file = PromotionReader.read(EXAMPLE);

        assertEquals(Set.of(), Set.copyOf(file.warnings()));
        assertEquals("aro-rosa", file.federation().federation().name());
        assertEquals(Set.of(), errors(Files.readString(EXAMPLE)));
    }

    @Test
    @DisplayName("the example of the guide is read, and fits the schema")
    void readsGuide() throws IOException {
        Matcher example =
                Pattern.compile("```yaml\\n(apiVersion: meshfed.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(GUIDE));
        assertTrue(example.find());
        Path federation = EXAMPLE.resolveSibling("federation.yaml");
        Files.copy(federation, folder.resolve("federation.yaml"));
        Path file = Files.writeString(folder.resolve("promotion.yaml"), example.group(1));

        assertEquals(4, PromotionReader.read(file).promotion().gates().size());
        assertEquals(Set.of(), errors(example.group(1)));
    }

    @Test
    @DisplayName("the guide has a row for every key of the format")
    void documentsEveryKey() throws IOException {
        String guide = Files.readString(GUIDE);
        Set<String> missing = new TreeSet<>();
        collectKeys(PromotionFormat.PROMOTION, missing);
        assertTrue(missing.contains("min-samples"));
        missing.removeIf(key -> guide.contains("\n| `" + key + "` | "));

        assertEquals(Set.of(), missing);
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

    private static Set<ValidationMessage> errors(String yaml) throws IOException {
        LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
        Object tree = new Load(settings).loadFromString(yaml);
        return FACTORY.getSchema(PromotionSchema.json())
                .validate(new ObjectMapper().writeValueAsString(tree), InputFormat.JSON);
    }
}
