package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows objects in the form that a client accepts: whole, as a table, or metadata only. */
final class Presentation {

    private enum Form {
        WHOLE,
        TABLE,
        METADATA
    }

    private final Tables tables;

    Presentation(Tables tables) {
        this.tables = tables;
    }

    Map<String, Object> object(Kind kind, Map<String, Object> object, Request request) {
        Map<String, Object> shown = atVersion(kind, object);
        return switch (form(request)) {
            case WHOLE -> shown;
            case TABLE -> tables.table(kind, List.of(shown), version(object), included(request));
            case METADATA -> Tables.partial(shown);
        };
    }

    Map<String, Object> list(
            Kind kind,
            List<Map<String, Object>> objects,
            Map<String, Object> metadata,
            Request request) {
        Form form = form(request);
        List<Map<String, Object>> shown = new ArrayList<>();
        objects.forEach(object -> shown.add(listed(kind, object, form)));
        if (form == Form.TABLE) {
            return tables.table(kind, shown, metadata, included(request));
        }
        boolean whole = form == Form.WHOLE;
        if (whole && kind.custom()) {
            metadata.putIfAbsent("continue", "");
        }
        return tree(
                "kind",
                whole ? kind.listKind() : "PartialObjectMetadataList",
                "apiVersion",
                whole ? kind.type().apiVersion() : "meta.k8s.io/v1",
                "metadata",
                metadata,
                "items",
                whole ? shown : shown.stream().map(Tables::partial).toList());
    }

    private static Map<String, Object> version(Map<String, Object> object) {
        return tree(
                "resourceVersion", Trees.text(object, "metadata", "resourceVersion").orElse(""));
    }

    private static Tables.Included included(Request request) {
        return switch (request.parameter("includeObject")) {
            case "None" -> Tables.Included.NOTHING;
            case "Object" -> Tables.Included.OBJECT;
            default -> Tables.Included.METADATA;
        };
    }

    /** Built-in kinds leave out in a list what the list says already. */
    private static Map<String, Object> listed(Kind kind, Map<String, Object> object, Form form) {
        if (kind.custom() || form != Form.WHOLE) {
            return atVersion(kind, object);
        }
        Map<String, Object> item = new LinkedHashMap<>(object);
        item.keySet().removeAll(List.of("apiVersion", "kind"));
        return item;
    }

    /** All versions of a kind look the same but for the version that they state. */
    private static Map<String, Object> atVersion(Kind kind, Map<String, Object> object) {
        String apiVersion = kind.type().apiVersion();
        if (Trees.text(object, "apiVersion").orElse("").equals(apiVersion)) {
            return object;
        }
        Map<String, Object> converted = new LinkedHashMap<>(object);
        converted.put("apiVersion", apiVersion);
        return converted;
    }

    private static Form form(Request request) {
        if (!request.accept().isEmpty()
                && !request.accept().matches(".*(json|yaml|protobuf|/\\*).*")) {
            throw ApiError.notAcceptable();
        }
        for (String range : request.accept().split(",")) {
            if (range.contains("as=Table")) {
                return Form.TABLE;
            }
            if (range.contains("as=PartialObjectMetadata")) {
                return Form.METADATA;
            }
            if (range.strip().startsWith("application/json") || range.contains("*/*")) {
                return Form.WHOLE;
            }
        }
        return Form.WHOLE;
    }
}
