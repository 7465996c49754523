package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Schema.Key;
import io.meshfed.sandbox.api.Schema.Sharing;
import io.meshfed.sandbox.api.Schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code openAPIV3Schema} of a CustomResourceDefinition. */
final class OpenApiSchemaReader {

    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
    private static final String INT_OR_STRING = "x-kubernetes-int-or-string";

    /** Words whose meaning is left to {@link ValueCheck}. */
    private static final Set<String> LIMITS =
            Set.of(
                    "enum",
                    "pattern",
                    "format",
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "minProperties",
                    "maxProperties");

    private OpenApiSchemaReader() {}

    /**
     * The schema of whole objects.
     *
     * @param metadata what {@code metadata} may hold, which is the same for all kinds
     */
    static Schema object(Map<String, Object> openApi, Schema metadata) {
        Schema own = read(openApi);
        Map<String, Schema> properties = new LinkedHashMap<>();
        properties.put("apiVersion", Schema.scalar(Type.STRING));
        properties.put("kind", Schema.scalar(Type.STRING));
        properties.put("metadata", metadata);
        own.properties().forEach(properties::putIfAbsent);
        return new Schema(
                Type.OBJECT,
                Sharing.GRANULAR,
                false,
                own.open(),
                properties,
                own.required(),
                own.values(),
                List.of(),
                own.rules());
    }

    static Schema read(Map<String, Object> openApi) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        Json.part(openApi.get("properties"))
                .forEach((name, below) -> properties.put(name, read(Json.part(below))));
        return new Schema(
                type(openApi),
                sharing(openApi),
                Trees.flag(openApi, "nullable"),
                Trees.flag(openApi, PRESERVE),
                properties,
                Set.copyOf(Trees.texts(openApi.get("required"))),
                values(openApi),
                keys(openApi),
                rules(openApi));
    }

    private static Type type(Map<String, Object> openApi) {
        if (Trees.flag(openApi, INT_OR_STRING)) {
            return Type.INT_OR_STRING;
        }
        return switch (Trees.text(openApi, "type").orElse("")) {
            case "object" -> Type.OBJECT;
            case "array" -> Type.LIST;
            case "string" -> "date-time".equals(openApi.get("format")) ? Type.TIME : Type.STRING;
            case "integer" -> Type.INTEGER;
            case "number" -> Type.NUMBER;
            case "boolean" -> Type.BOOLEAN;
            default -> Type.ANY;
        };
    }

    private static Sharing sharing(Map<String, Object> openApi) {
        if ("atomic".equals(openApi.get("x-kubernetes-map-type"))) {
            return Sharing.ATOMIC;
        }
        boolean list = "array".equals(openApi.get("type"));
        return switch (Trees.text(openApi, "x-kubernetes-list-type").orElse("")) {
            case "map" -> Sharing.KEYED;
            case "set" -> Sharing.SET;
            default -> list ? Sharing.ATOMIC : Sharing.GRANULAR;
        };
    }

    private static List<Schema> values(Map<String, Object> openApi) {
        if (openApi.get("items") instanceof Map<?, ?> items) {
            return List.of(read(Json.part(items)));
        }
        Object others = openApi.get("additionalProperties");
        if (others instanceof Map<?, ?> map) {
            return List.of(read(Json.part(map)));
        }
        return Boolean.TRUE.equals(others) ? List.of(Schema.ANY) : List.of();
    }

    private static List<Key> keys(Map<String, Object> openApi) {
        List<Key> keys = new ArrayList<>();
        for (String name : Trees.texts(openApi.get("x-kubernetes-list-map-keys"))) {
            Object fallback =
                    Trees.value(openApi, "items", "properties", name, "default").orElse("");
            keys.add(new Key(name, String.valueOf(fallback)));
        }
        return keys;
    }

    private static ValueRules rules(Map<String, Object> openApi) {
        Map<String, Object> limits = new LinkedHashMap<>();
        LIMITS.stream()
                .sorted()
                .filter(openApi::containsKey)
                .forEach(word -> limits.put(word, openApi.get(word)));
        Map<String, List<Schema>> junctions = new LinkedHashMap<>();
        // "An integer or a string" may be said a second time this way, for those who read no x-.
        if (!Trees.flag(openApi, INT_OR_STRING)) {
            for (String word : List.of("allOf", "anyOf", "oneOf")) {
                List<Schema> parts =
                        Trees.objects(openApi, word).stream().map(p -> read(p)).toList();
                if (!parts.isEmpty()) {
                    junctions.put(word, parts);
                }
            }
        }
        if (openApi.get("not") instanceof Map<?, ?> not) {
            junctions.put("not", List.of(read(Json.part(not))));
        }
        Object fallback = openApi.get("default");
        return new ValueRules(fallback == null ? List.of() : List.of(fallback), limits, junctions);
    }
}
