package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Kind.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays objects out as {@code kubectl get} shows them. */
final class Tables {

    static final String CREATED = ".metadata.creationTimestamp";

    private final InstantSource clock;

    Tables(InstantSource clock) {
        this.clock = clock;
    }

    /** What stands beside the cells of a row. */
    enum Included {
        NOTHING,
        METADATA,
        OBJECT
    }

    Map<String, Object> table(
            Kind kind,
            List<Map<String, Object>> objects,
            Map<String, Object> metadata,
            Included included) {
        List<Object> rows = new ArrayList<>();
        objects.forEach(object -> rows.add(row(kind, object, included)));
        return tree(
                "kind",
                "Table",
                "apiVersion",
                "meta.k8s.io/v1",
                "metadata",
                metadata,
                "columnDefinitions",
                definitions(kind),
                "rows",
                rows);
    }

    private static List<Object> definitions(Kind kind) {
        List<Object> definitions = new ArrayList<>();
        definitions.add(definition("Name", "string", "name", 0));
        for (Column column : kind.columns()) {
            definitions.add(definition(column.name(), column.type(), "", column.wide() ? 1 : 0));
        }
        return definitions;
    }

    private static Map<String, Object> definition(
            String name, String type, String format, long priority) {
        return tree(
                "name",
                name,
                "type",
                type,
                "format",
                format,
                "description",
                name,
                "priority",
                priority);
    }

    private Map<String, Object> row(Kind kind, Map<String, Object> object, Included included) {
        List<Object> cells = new ArrayList<>();
        cells.add(Trees.text(object, "metadata", "name").orElse(""));
        for (Column column : kind.columns()) {
            Object cell = ColumnPath.read(object, column.path());
            boolean time = column.type().equals("date") || column.name().equals("Age");
            cells.add(time && !"".equals(cell) ? age(String.valueOf(cell)) : cell);
        }
        Object beside =
                switch (included) {
                    case NOTHING -> null;
                    case METADATA -> partial(object);
                    case OBJECT -> object;
                };
        return tree("cells", cells, "object", beside);
    }

    /** The object's metadata alone, which kubectl takes names and namespaces from. */
    static Map<String, Object> partial(Map<String, Object> object) {
        return tree(
                "kind",
                "PartialObjectMetadata",
                "apiVersion",
                "meta.k8s.io/v1",
                "metadata",
                object.get("metadata"));
    }

    private String age(String created) {
        Duration age = Duration.between(Instant.parse(created), clock.instant());
        if (age.toSeconds() < 120) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toMinutes() < 120) {
            return age.toMinutes() + "m";
        }
        return age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
