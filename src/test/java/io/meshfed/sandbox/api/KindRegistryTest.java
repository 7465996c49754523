package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class KindRegistryTest {

    private static final Path CRDS = Path.of("../shared/reference/crds");

    private final KindRegistry kinds = KindRegistry.builtIn(List.of());

    @Test
    @DisplayName("kinds come and go while the server runs")
    void changes() {
        ResourceType thing = new ResourceType("example.com", "v1", "Thing", "things", true);

        kinds.add(thing, true);
        assertEquals(thing, kinds.type("example.com", "Thing").orElseThrow());

        kinds.removeGroup("example.com");
        assertTrue(kinds.type("example.com", "Thing").isEmpty());
    }

    @Test
    @DisplayName("the federation kinds have the names, scopes and schemas of their CRDs")
    void federationKinds() throws IOException {
        assumeTrue(Files.isDirectory(CRDS), "no CRDs at " + CRDS);
        List<String> differences = new ArrayList<>();
        for (Map<String, Object> crd : crds("federation-maistra-v1")) {
            Map<String, Object> version = Trees.objects(crd, "spec", "versions").get(0);
            Kind kind =
                    kinds.byPlural(
                                    Trees.text(crd, "spec", "group").orElse(""),
                                    Trees.text(version, "name").orElse(""),
                                    Trees.text(crd, "spec", "names", "plural").orElse(""))
                            .orElseThrow();
            assertEquals(Trees.text(crd, "spec", "names", "kind").orElse(""), kind.type().kind());
            Map<String, Object> schema =
                    Json.part(Trees.value(version, "schema", "openAPIV3Schema").orElse(Map.of()));
            for (String part : List.of("spec", "status")) {
                compare(
                        kind.type().kind() + "." + part,
                        Json.part(Trees.value(schema, "properties", part).orElse(Map.of())),
                        kind.schema().property(part),
                        differences);
            }
        }
        assertEquals(List.of(), differences);
    }

    @Test
    @DisplayName(
            "short names, categories and scopes of the other custom kinds are those of their CRDs")
    void namesOfOthers() throws IOException {
        assumeTrue(Files.isDirectory(CRDS), "no CRDs at " + CRDS);
        List<Map<String, Object>> all = new ArrayList<>(crds("maistra"));
        all.addAll(crds("istio-1.18-ossm-2.5"));
        int compared = 0;
        for (Map<String, Object> crd : all) {
            String plural = Trees.text(crd, "metadata", "name").orElse("");
            for (Kind kind : kinds.distinct()) {
                if (kind.type().qualifiedPlural().equals(plural)) {
                    Map<String, Object> names = Json.part(Trees.value(crd, "spec", "names").get());
                    assertEquals(
                            Trees.texts(names.get("shortNames")),
                            kind.names().shortNames(),
                            plural);
                    assertEquals(
                            Trees.texts(names.get("categories")),
                            kind.names().categories(),
                            plural);
                    compared++;
                }
            }
        }
        assertEquals(7, compared);
    }

    private static void compare(
            String path, Map<String, Object> crd, Schema schema, List<String> differences) {
        Map<String, Object> properties = Json.part(crd.get("properties"));
        if (!properties.keySet().equals(schema.properties().keySet())
                && !crd.containsKey("additionalProperties")) {
            differences.add(path + ": " + properties.keySet() + " " + schema.properties().keySet());
        }
        if (!List.copyOf(Trees.texts(crd.get("required"))).stream()
                .sorted()
                .toList()
                .equals(schema.required().stream().sorted().toList())) {
            differences.add(path + ": required " + schema.required());
        }
        if (Boolean.TRUE.equals(crd.get("nullable")) != schema.nullable()) {
            differences.add(path + ": nullable " + schema.nullable());
        }
        List<String> keys = schema.keys().stream().map(Schema.Key::name).toList();
        if (!Trees.texts(crd.get("x-kubernetes-list-map-keys")).equals(keys)) {
            differences.add(path + ": keys " + keys);
        }
        properties.forEach(
                (name, below) ->
                        compare(
                                path + "." + name,
                                Json.part(below),
                                schema.property(name),
                                differences));
        if (crd.containsKey("items")) {
            compare(path + "[]", Json.part(crd.get("items")), schema.element(), differences);
        }
    }

    private static List<Map<String, Object>> crds(String folder) throws IOException {
        List<Map<String, Object>> crds = new ArrayList<>();
        try (Stream<Path> files = Files.list(CRDS.resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                Load yaml = new Load(LoadSettings.builder().build());
                for (Object document : yaml.loadAllFromString(Files.readString(file))) {
                    crds.add(Json.part(document));
                }
            }
        }
        return crds;
    }
}
