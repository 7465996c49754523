package io.meshfed.sandbox.api;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Kind.Column;
import io.meshfed.sandbox.api.Kind.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads kinds from the catalogue's notation. */
final class KindReader {

    static final List<String> VERBS =
            List.of(
                    "create",
                    "delete",
                    "deletecollection",
                    "get",
                    "list",
                    "patch",
                    "update",
                    "watch");

    /** The same, in the order in which custom resources list them. */
    static final List<String> CUSTOM_VERBS =
            List.of(
                    "delete",
                    "deletecollection",
                    "get",
                    "list",
                    "patch",
                    "create",
                    "update",
                    "watch");

    /** Before the name of a column that {@code -o wide} shows, behind the others. */
    private static final String WIDE = "wide ";

    private static final Column AGE_OF_BUILT_IN =
            new Column("Age", "string", Tables.CREATED, false);

    /** What a definition shows that names no columns. */
    static final Column AGE = new Column("Age", "date", Tables.CREATED, false);

    private final SchemaReader schemas;

    KindReader(Map<String, Object> sharedSchemas) {
        this.schemas = new SchemaReader(sharedSchemas);
    }

    List<Kind> group(Map<String, Object> group) {
        List<Kind> kinds = new ArrayList<>();
        boolean custom = Trees.flag(group, "custom");
        for (String version : Trees.texts(group.get("versions"))) {
            Json.part(group.get("kinds"))
                    .forEach(
                            (name, content) -> {
                                Map<String, Object> kind = Json.part(content);
                                ResourceType type =
                                        new ResourceType(
                                                Trees.text(group, "group").orElse(""),
                                                version,
                                                name,
                                                Trees.text(kind, "plural").orElseThrow(),
                                                Trees.text(kind, "scope").isEmpty());
                                kinds.add(kind(type, custom, kind));
                            });
        }
        return kinds;
    }

    /** What {@code metadata} may hold, whatever the kind. */
    Schema metadata() {
        return schemas.read("$objectMeta");
    }

    /** A custom kind whose schema nobody gave: all its fields are kept. */
    Kind schemaless(ResourceType type, boolean hasStatus) {
        return kind(type, true, Map.of("status", hasStatus, "schema", Map.of("...", "any")));
    }

    private Kind kind(ResourceType type, boolean custom, Map<String, Object> content) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("apiVersion", "string");
        schema.put("kind", "string");
        schema.put("metadata", "$objectMeta");
        schema.putAll(Json.part(content.get("schema")));
        Schema complete = schemas.read(schema);
        return new Kind(
                type,
                custom,
                Trees.flag(content, "status"),
                custom || Trees.flag(content, "counted"),
                new Names(
                        // Built-in kinds have no singular name in discovery; custom ones have.
                        custom ? type.kind().toLowerCase(Locale.ROOT) : "",
                        Trees.texts(content.get("short")),
                        Trees.texts(content.get("categories"))),
                custom ? CUSTOM_VERBS : verbs(type, Trees.flag(content, "createOnly")),
                columns(Json.part(content.get("columns")), custom ? AGE : AGE_OF_BUILT_IN),
                Json.part(content.get("blank")),
                complete,
                complete,
                Scaling.of(Json.part(content.get("scale"))));
    }

    private static List<String> verbs(ResourceType type, boolean createOnly) {
        if (createOnly) {
            return List.of("create");
        }
        boolean oneByOne =
                type.group().isEmpty() && List.of("namespaces", "services").contains(type.plural());
        return oneByOne
                ? VERBS.stream().filter(verb -> !verb.equals("deletecollection")).toList()
                : VERBS;
    }

    private static List<Column> columns(Map<String, Object> columns, Column age) {
        List<Column> read = new ArrayList<>();
        columns.forEach(
                (name, path) -> {
                    // Those of built-in kinds call even numbers strings.
                    boolean wide = name.startsWith(WIDE);
                    String shown = wide ? name.substring(WIDE.length()) : name;
                    read.add(new Column(shown, "string", String.valueOf(path), wide));
                });
        if (!columns.containsValue(age.path())) {
            int wide = (int) read.stream().filter(Column::wide).count();
            read.add(read.size() - wide, age);
        }
        return read;
    }
}
