package io.meshfed.contexts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.contexts.Shape.Choice;
import io.meshfed.contexts.Shape.Decimal;
import io.meshfed.contexts.Shape.Entry;
import io.meshfed.contexts.Shape.Key;
import io.meshfed.contexts.Shape.ListOf;
import io.meshfed.contexts.Shape.MapOf;
import io.meshfed.contexts.Shape.Text;
import io.meshfed.contexts.Shape.Whole;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints what a file may hold as JSON Schema, from the one table of its keys. */
final class SchemaText {

    private final SortedMap<String, Object> definitions = new TreeMap<>();

    private SchemaText() {}

    static String of(String title, Entry root) {
        DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(twoSpaces);
        printer.indentArraysWith(twoSpaces);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(tree(title, root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and scalars can be written", e);
        }
    }

    private static Map<String, Object> tree(String title, Entry file) {
        SchemaText schema = new SchemaText();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", title);
        root.putAll(schema.object(file));
        root.put("$defs", schema.definitions);
        return root;
    }

    private Map<String, Object> of(Shape shape) {
        if (shape instanceof Text text) {
            return text(text.format(), text.format() == Format.LABEL_VALUE ? 0 : 1);
        }
        if (shape instanceof Choice choice) {
            return choice.words().size() == 1
                    ? Map.of("const", choice.words().get(0))
                    : Map.of("enum", choice.words());
        }
        if (shape instanceof Whole whole) {
            return ordered("type", "integer", "minimum", whole.least(), "maximum", whole.most());
        }
        if (shape instanceof Decimal decimal) {
            return ordered(
                    "type",
                    "number",
                    "minimum",
                    new BigDecimal(decimal.least()),
                    "maximum",
                    new BigDecimal(decimal.most()));
        }
        if (shape instanceof ListOf list) {
            return list(list);
        }
        if (shape instanceof MapOf map) {
            return ordered(
                    "type",
                    "object",
                    "minProperties",
                    1,
                    "propertyNames",
                    text(map.names(), 1),
                    "additionalProperties",
                    of(map.values()));
        }
        if (shape instanceof Entry entry) {
            definitions.put(entry.name(), object(entry));
            return ordered("$ref", "#/$defs/" + entry.name());
        }
        return ordered("type", "boolean");
    }

    private static Map<String, Object> text(Format format, int shortest) {
        return ordered(
                "type",
                "string",
                "minLength",
                shortest,
                "maxLength",
                format.longest(),
                "pattern",
                format.regex());
    }

    private Map<String, Object> list(ListOf list) {
        Map<String, Object> schema = ordered("type", "array", "items", of(list.items()));
        if (list.least() > 0) {
            schema.put("minItems", list.least());
        }
        if (list.most() < ListOf.ANY) {
            schema.put("maxItems", list.most());
        }
        return schema;
    }

    private Map<String, Object> object(Entry entry) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Key key : entry.keys()) {
            Map<String, Object> property = ordered("description", key.description());
            property.putAll(of(key.shape()));
            properties.put(key.name(), property);
        }
        List<String> required = entry.keys().stream().filter(Key::required).map(Key::name).toList();
        Map<String, Object> schema =
                ordered("type", "object", "additionalProperties", false, "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!entry.exactlyOneOf().isEmpty()) {
            schema.put("oneOf", alternatives(entry));
        }
        if (!entry.needs().isEmpty()) {
            Map<String, Object> needs = new TreeMap<>();
            entry.needs().forEach((key, needed) -> needs.put(key, List.of(needed)));
            schema.put("dependentRequired", needs);
        }
        return schema;
    }

    private static List<Map<String, Object>> alternatives(Entry entry) {
        return entry.exactlyOneOf().stream().map(key -> ordered("required", List.of(key))).toList();
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
