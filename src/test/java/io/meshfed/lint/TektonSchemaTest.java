package io.meshfed.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The strict JSON schemas of Tekton's own types, of every line that is still supported. */
class TektonSchemaTest {

    private static final Path SCHEMAS = Path.of("../shared/reference/tekton-schemas/json-schema");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Path, JsonSchema> schemas = new HashMap<>();

    @BeforeEach
    void schemasAreThere() {
        assumeTrue(Files.isDirectory(SCHEMAS), "needs ../shared/reference/tekton-schemas");
    }

    @Test
    @DisplayName("good files and those that ship are valid under the schemas of every Tekton line")
    void goodFilesAreValid() throws IOException {
        List<Path> files = new ArrayList<>(BrokenFiles.yaml(BrokenFiles.GOOD, 1));
        files.addAll(BrokenFiles.tree());
        List<String> errors = new ArrayList<>();
        for (Path file : files) {
            errors.addAll(errors(file));
        }

        assertEquals(List.of(), errors);
    }

    @Test
    @DisplayName("what a schema refuses, the linter refuses")
    void linterIsAsStrict() throws IOException {
        List<Path> missed = new ArrayList<>();
        for (Path file : BrokenFiles.all()) {
            boolean refused =
                    BrokenFiles.findings(file).stream()
                            .anyMatch(finding -> finding.severity() == Severity.ERROR);
            if (!refused && !errors(file).isEmpty()) {
                missed.add(file);
            }
        }

        assertEquals(List.of(), missed);
    }

    private List<String> errors(Path file) throws IOException {
        List<String> errors = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
        try {
            for (Object document : new Load(settings).loadAllFromString(BrokenFiles.text(file))) {
                if (document instanceof Map<?, ?> map) {
                    errors.addAll(errors(file, map));
                }
            }
        } catch (YamlEngineException notYaml) {
            errors.add(file + ": " + notYaml.getMessage());
        }
        return errors;
    }

    private List<String> errors(Path file, Map<?, ?> document) throws IOException {
        List<String> errors = new ArrayList<>();
        String[] version = String.valueOf(document.get("apiVersion")).split("/");
        if (version[0].equals("tekton.dev")) {
            String kind = String.valueOf(document.get("kind")).toLowerCase(Locale.ROOT);
            try (Stream<Path> lines = Files.list(SCHEMAS)) {
                for (Path line : lines.sorted().toList()) {
                    Path schema = line.resolve("%s-%s.json".formatted(kind, version[1]));
                    if (Files.exists(schema)) {
                        schema(schema)
                                .validate(JSON.valueToTree(document))
                                .forEach(
                                        error ->
                                                errors.add(
                                                        "%s, %s: %s"
                                                                .formatted(
                                                                        file,
                                                                        line.getFileName(),
                                                                        error.getMessage())));
                    }
                }
            }
        }
        return errors;
    }

    private JsonSchema schema(Path file) throws IOException {
        if (!schemas.containsKey(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                schemas.put(file, JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in));
            }
        }
        return schemas.get(file);
    }
}
