package io.meshfed.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("every file of the catalog is as Tekton's schemas want it")
class TektonSchemaTest {

    private static final Path SCHEMAS = Path.of("../shared/reference/tekton-schemas/json-schema");

    private static final Map<Path, JsonSchema> KNOWN = new ConcurrentHashMap<>();

    private static JsonSchema read(Path file) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Checkout.text(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.6.6", "v1.9.6", "v1.12.2", "v1.15.0"})
    @DisplayName("Tasks, StepActions and samples have no unknown field and no wrong type")
    void valid(String version) {
        assumeTrue(Files.isDirectory(SCHEMAS), "Tekton's schemas are not beside this checkout");
        for (StepDefinition step : Checkout.steps()) {
            Stream.of(Checkout.task(step), Checkout.stepAction(step), Checkout.sample(step))
                    .forEach(document -> assertValid(version, document));
        }
    }

    private static void assertValid(String version, JsonNode document) {
        String file =
                "%s-%s.json"
                        .formatted(
                                document.get("kind").asText().toLowerCase(java.util.Locale.ROOT),
                                document.get("apiVersion").asText().replaceAll(".*/", ""));
        JsonSchema schema =
                KNOWN.computeIfAbsent(
                        SCHEMAS.resolve(version).resolve(file), TektonSchemaTest::read);

        assertEquals(Set.of(), schema.validate(document), document.at("/metadata").toString());
    }
}
