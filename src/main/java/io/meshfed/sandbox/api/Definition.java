package io.meshfed.sandbox.api;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Kind.Column;
import io.meshfed.sandbox.api.Kind.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A CustomResourceDefinition, read: what it is called and which kinds it makes. */
record Definition(Map<String, Object> tree) {

    static final String PLURAL = "customresourcedefinitions.apiextensions.k8s.io";

    static boolean defines(Kind kind) {
        return kind.type().qualifiedPlural().equals(PLURAL);
    }

    /** Also the plural and group of what it defines. */
    String name() {
        return Trees.text(tree, "metadata", "name").orElse("");
    }

    String group() {
        return Trees.text(tree, "spec", "group").orElse("");
    }

    Map<String, Object> names() {
        return Json.part(Trees.value(tree, "spec", "names").orElse(Map.of()));
    }

    List<Map<String, Object>> versions() {
        return Trees.objects(tree, "spec", "versions");
    }

    String storedVersion() {
        return versions().stream()
                .filter(version -> Trees.flag(version, "storage"))
                .flatMap(version -> Trees.text(version, "name").stream())
                .findFirst()
                .orElse("");
    }

    boolean dying() {
        return Trees.text(tree, "metadata", "deletionTimestamp").isPresent();
    }

    boolean established() {
        return Trees.objects(tree, "status", "conditions").stream()
                .anyMatch(
                        c -> "Established".equals(c.get("type")) && "True".equals(c.get("status")));
    }

    /** With what the server says when nobody else does. */
    static Map<String, Object> complete(Map<String, Object> object) {
        Map<String, Object> complete = new LinkedHashMap<>(object);
        Map<String, Object> spec = Json.part(object.get("spec"));
        Map<String, Object> names = Json.part(spec.get("names"));
        String kind = Trees.text(names, "kind").orElse("");
        if (!kind.isEmpty()) {
            names.putIfAbsent("singular", kind.toLowerCase(Locale.ROOT));
            names.putIfAbsent("listKind", kind + "List");
        }
        spec.put("names", names);
        spec.putIfAbsent("conversion", Discovery.tree("strategy", "None"));
        spec.remove("preserveUnknownFields", false);
        complete.put("spec", spec);
        Map<String, Object> status = Json.part(object.get("status"));
        status.putIfAbsent("conditions", null);
        status.putIfAbsent("acceptedNames", Discovery.tree("plural", "", "kind", ""));
        status.put("storedVersions", storedVersions(new Definition(complete), status));
        complete.put("status", status);
        return complete;
    }

    private static List<Object> storedVersions(Definition definition, Map<String, Object> status) {
        List<Object> stored = new ArrayList<>(Trees.texts(status.get("storedVersions")));
        String now = definition.storedVersion();
        if (!now.isEmpty() && !stored.contains(now)) {
            stored.add(now);
        }
        return stored;
    }

    /** The kinds that it serves, the preferred version first. */
    List<Kind> kinds(Schema metadata) {
        Schema stored =
                versions().stream()
                        .filter(version -> Trees.flag(version, "storage"))
                        .map(version -> schema(version, metadata))
                        .findFirst()
                        .orElse(Schema.ANY);
        Set<String> order =
                VersionOrder.sorted(
                        versions().stream().map(v -> Trees.text(v, "name").orElse("")).toList());
        List<String> ordered = List.copyOf(order);
        return versions().stream()
                .filter(version -> Trees.flag(version, "served"))
                .map(version -> kind(version, schema(version, metadata), stored))
                .sorted(Comparator.comparing(kind -> ordered.indexOf(kind.type().version())))
                .toList();
    }

    private static Schema schema(Map<String, Object> version, Schema metadata) {
        Object openApi = Trees.value(version, "schema", "openAPIV3Schema").orElse(Map.of());
        return OpenApiSchemaReader.object(Json.part(openApi), metadata);
    }

    private Kind kind(Map<String, Object> version, Schema schema, Schema stored) {
        ResourceType type =
                new ResourceType(
                        group(),
                        Trees.text(version, "name").orElseThrow(),
                        Trees.text(names(), "kind").orElseThrow(),
                        Trees.text(names(), "plural").orElseThrow(),
                        "Namespaced".equals(Trees.text(tree, "spec", "scope").orElse("")));
        return new Kind(
                type,
                true,
                Trees.value(version, "subresources", "status").isPresent(),
                true,
                new Names(
                        Trees.text(names(), "singular").orElse(""),
                        Trees.texts(names().get("shortNames")),
                        Trees.texts(names().get("categories"))),
                KindReader.CUSTOM_VERBS,
                columns(version),
                Map.of(),
                schema,
                stored,
                Scaling.of(
                        Json.part(Trees.value(version, "subresources", "scale").orElse(Map.of()))));
    }

    private static List<Column> columns(Map<String, Object> version) {
        List<Column> columns = new ArrayList<>();
        for (Map<String, Object> column : Trees.objects(version, "additionalPrinterColumns")) {
            columns.add(
                    new Column(
                            Trees.text(column, "name").orElse(""),
                            Trees.text(column, "type").orElse(""),
                            Trees.text(column, "jsonPath").orElse(""),
                            column.get("priority") instanceof Number n && n.longValue() > 0));
        }
        return columns.isEmpty() ? List.of(KindReader.AGE) : columns;
    }
}
