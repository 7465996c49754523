package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The custom resources that an embedded server knows from the start, as the definitions that any
 * other API server would need. OpenShift's own is not among them: its presence tells a real
 * cluster.
 */
public final class CustomDefinitions {

    private static final Set<String> NOT_OURS = Set.of("config.openshift.io");

    private CustomDefinitions() {}

    /** The kinds, in every version that is served. */
    public static List<ResourceType> types() {
        return kinds().stream().map(Kind::type).toList();
    }

    /** Whole objects, one for each kind. */
    public static List<Map<String, Object>> all() {
        Map<String, List<Kind>> byName = new LinkedHashMap<>();
        for (Kind kind : kinds()) {
            byName.computeIfAbsent(kind.type().qualifiedPlural(), none -> new ArrayList<>())
                    .add(kind);
        }
        return byName.entrySet().stream().map(e -> definition(e.getKey(), e.getValue())).toList();
    }

    private static List<Kind> kinds() {
        return KindRegistry.builtIn(List.of()).all().stream()
                .filter(Kind::custom)
                .filter(kind -> !NOT_OURS.contains(kind.type().group()))
                .toList();
    }

    private static Map<String, Object> definition(String name, List<Kind> versions) {
        Kind newest = versions.get(0);
        List<Object> each = new ArrayList<>();
        for (Kind kind : versions) {
            each.add(version(kind, kind == newest));
        }
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("plural", newest.type().plural());
        names.put("singular", newest.names().singular());
        names.put("kind", newest.type().kind());
        names.put("listKind", newest.listKind());
        names.put("shortNames", newest.names().shortNames());
        names.put("categories", newest.names().categories());
        return tree(
                "apiVersion",
                "apiextensions.k8s.io/v1",
                "kind",
                "CustomResourceDefinition",
                "metadata",
                tree("name", name),
                "spec",
                tree(
                        "group",
                        newest.type().group(),
                        "scope",
                        newest.type().namespaced() ? "Namespaced" : "Cluster",
                        "names",
                        names,
                        "versions",
                        each));
    }

    private static Map<String, Object> version(Kind kind, boolean newest) {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("name", kind.type().version());
        version.put("served", true);
        version.put("storage", newest);
        version.put("schema", tree("openAPIV3Schema", root(kind.schema())));
        if (kind.hasStatus()) {
            version.put("subresources", tree("status", Map.of()));
        }
        List<Object> columns = new ArrayList<>();
        for (Kind.Column column : kind.columns()) {
            if (!column.path().startsWith("#") && !column.path().equals(Tables.CREATED)) {
                columns.add(
                        tree("name", column.name(), "type", "string", "jsonPath", column.path()));
            }
        }
        version.put("additionalPrinterColumns", columns);
        return version;
    }

    /** The server has its own idea of metadata, and accepts no other. */
    private static Map<String, Object> root(Schema schema) {
        Map<String, Object> root = structural(schema);
        Map<String, Object> properties = Json.part(root.get("properties"));
        properties.put("metadata", tree("type", "object"));
        root.put("properties", properties);
        return root;
    }

    private static Map<String, Object> structural(Schema schema) {
        Map<String, Object> out = new LinkedHashMap<>();
        switch (schema.type()) {
            case ANY -> out.put("x-kubernetes-preserve-unknown-fields", true);
            case INT_OR_STRING -> out.put("x-kubernetes-int-or-string", true);
            case TIME -> {
                out.put("type", "string");
                out.put("format", "date-time");
            }
            case LIST -> list(schema, out);
            case OBJECT -> object(schema, out);
            default -> out.put("type", schema.type().name().toLowerCase(Locale.ROOT));
        }
        if (schema.nullable() && schema.type() != Schema.Type.ANY) {
            out.put("nullable", true);
        }
        return out;
    }

    private static void object(Schema schema, Map<String, Object> out) {
        out.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        schema.properties().forEach((name, below) -> properties.put(name, structural(below)));
        if (!properties.isEmpty()) {
            out.put("properties", properties);
        } else if (!schema.values().isEmpty()) {
            out.put("additionalProperties", structural(schema.element()));
        }
        if (schema.open()) {
            out.put("x-kubernetes-preserve-unknown-fields", true);
        }
        if (!schema.required().isEmpty()) {
            out.put("required", schema.required().stream().sorted().toList());
        }
    }

    private static void list(Schema schema, Map<String, Object> out) {
        out.put("type", "array");
        Map<String, Object> items = structural(schema.element());
        out.put("items", items);
        if (schema.sharing() == Schema.Sharing.KEYED) {
            List<String> keys = schema.keys().stream().map(Schema.Key::name).toList();
            Set<String> required = new TreeSet<>(schema.element().required());
            required.addAll(keys);
            items.put("required", List.copyOf(required));
            out.put("x-kubernetes-list-type", "map");
            out.put("x-kubernetes-list-map-keys", keys);
        } else if (schema.sharing() == Schema.Sharing.SET) {
            out.put("x-kubernetes-list-type", "set");
        }
    }
}
