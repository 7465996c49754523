package io.meshfed.contexts;

import static io.meshfed.contexts.FederationFiles.FULL;
import static io.meshfed.contexts.FederationFiles.MINIMAL;
import static io.meshfed.contexts.FederationFiles.problemsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class FederationSchemaTest {

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final JsonSchema SCHEMA = FACTORY.getSchema(FederationSchema.json());

    @Test
    @DisplayName("the schema is itself a valid JSON Schema of 2020-12")
    void isSchema() {
        JsonSchema meta =
                FACTORY.getSchema(
                        SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertEquals(Set.of(), meta.validate(FederationSchema.json(), InputFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {MINIMAL, FULL})
    @DisplayName("what the reader accepts, the schema accepts")
    void acceptsGoodFiles(String text) throws Exception {
        FederationFiles.parse(text);

        assertEquals(Set.of(), errors(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: aro-rosa | nmae: aro-rosa",
                "name: aro-rosa | name: 12",
                "name: aro-rosa | name: Aro",
                "name: aro-rosa | name: [a]",
                "name: aro-rosa | name:",
                "v1alpha1 | v1",
                "kind: Federation | kind: List",
                "{ context: aro } | aro",
                "{ context: aro } | {}",
                "{ context: aro } | { context: aro, id: '' }",
                "cluster: aro | clustr: aro",
                "stage: staging | stage: test",
                "gateways: existing | gateways: auto",
                "trustDomain: west.local | trustDomain: spiffe://west",
                "rootConfigMap: other-roots | rootConfigMap: Other",
                "between: [west, east] | between: [west]",
                "between: [west, east] | between: [west, east, south]",
                "between: [west, east] | between: west",
                "from: east | fron: east",
                "service: kube-info | service: '*'",
                "service: kube-info | service: ''",
                "service: kube-info | labels: { a: b, c: }",
                "labels: { federate: \"yes\" } | labels: {}",
                "labels: { federate: \"yes\" } | labels: { federate: true }",
                "labels: { federate: \"yes\" } | labels: { federate: x }, service: x",
                "namespace: prod, labels | labels",
                "as: { name: info, | as: { nam: info,",
                "asLocal: true | asLocal: 'true'",
                "asLocal: true | importAsLocal: true",
                "domainSuffix: far.example | domainSuffix: .example",
                "discoveryPort: 30188 | discoveryPort: 0",
                "discoveryPort: 30188 | discoveryPort: 65536",
                "discoveryPort: 30188 | discoveryPort: '30188'",
                "ingress: in | ingress: In",
                "addresses: [gw.example.com, | addresses: ['http://gw.example.com',",
                "region: eu, zone | zone",
                "zone: eu-1, sub | sub"
            })
    @DisplayName("what the reader refuses for its shape, the schema refuses")
    void refusesBadShape(String right, String wrong) throws Exception {
        assertTrue(FULL.contains(right), right);
        String text = FULL.replace(right, wrong == null ? "" : wrong);

        assertFalse(problemsOf(text).isEmpty());
        assertFalse(errors(text).isEmpty(), text);
    }

    static List<String> keys() {
        return FileFormat.FEDERATION.keyNames();
    }

    @ParameterizedTest
    @MethodSource("keys")
    @DisplayName("a missing key at the top is refused by both")
    void refusesMissingKey(String key) throws Exception {
        String text = MINIMAL.replaceFirst("(?m)^" + key + ":.*\\R((  .*\\R)*)", "");

        assertFalse(problemsOf(text).isEmpty());
        assertFalse(errors(text).isEmpty(), text);
    }

    @Test
    @DisplayName("every key says what it is for")
    void explainsEveryKey() {
        assertEquals(0, FederationSchema.json().split("\"description\": \"\"", -1).length - 1);
        assertTrue(
                FederationSchema.json().contains("\"description\": \"A name from 'clusters'.\""));
    }

    private static Set<ValidationMessage> errors(String yaml) throws Exception {
        LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
        Object tree = new Load(settings).loadFromString(yaml);
        return SCHEMA.validate(new ObjectMapper().writeValueAsString(tree), InputFormat.JSON);
    }
}
