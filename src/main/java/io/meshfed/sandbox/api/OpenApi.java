package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * As much OpenAPI as kubectl wants before it sends an object: version 3 tells it that the server
 * validates fields itself. Version 2 holds the schemas, for those who read JSON.
 */
final class OpenApi {

    private final KindRegistry kinds;

    OpenApi(KindRegistry kinds) {
        this.kinds = kinds;
    }

    static boolean wantsProtobuf(Request request) {
        return request.path().endsWith("/v2") && request.accept().contains("+protobuf");
    }

    /**
     * Older kubectl reads version 2 as protobuf only. A document that says nothing is an empty one,
     * and makes it ask for version 3.
     */
    static Reply emptyProtobuf() {
        return new Reply.Body(
                200, "application/com.github.proto-openapi.spec.v2.v1.0+protobuf", new byte[0]);
    }

    Map<String, Object> index() {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Kind kind : kinds.all()) {
            String path = root(kind).substring(1);
            paths.put(path, tree("serverRelativeURL", "/openapi/v3/" + path));
        }
        return tree("paths", paths);
    }

    /**
     * @throws ApiError 404 when the version is not served
     */
    Map<String, Object> version3(String group, String version) {
        List<Kind> served = kinds.of(group, version);
        if (served.isEmpty()) {
            throw ApiError.noSuchPath();
        }
        Map<String, Object> schemas = definitions(served);
        return tree(
                "openapi",
                "3.0.0",
                "info",
                info(),
                "paths",
                paths(served),
                "components",
                tree("schemas", schemas));
    }

    Map<String, Object> version2() {
        return tree(
                "swagger",
                "2.0",
                "info",
                info(),
                "paths",
                paths(kinds.all()),
                "definitions",
                definitions(kinds.all()));
    }

    private static Map<String, Object> info() {
        return tree("title", "Kubernetes", "version", ServerVersion.GIT);
    }

    private static Map<String, Object> paths(List<Kind> served) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Kind kind : served) {
            String scope = kind.type().namespaced() ? "/namespaces/{namespace}" : "";
            String path = root(kind) + scope + "/" + kind.type().plural() + "/{name}";
            Map<String, Object> patch = new LinkedHashMap<>();
            patch.put("operationId", "patch" + kind.type().kind());
            patch.put("x-kubernetes-action", "patch");
            patch.put("x-kubernetes-group-version-kind", groupVersionKind(kind));
            List<Object> parameters = new ArrayList<>();
            for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
                parameters.add(
                        tree(
                                "name",
                                name,
                                "in",
                                "query",
                                "schema",
                                tree("type", name.equals("force") ? "boolean" : "string")));
            }
            patch.put("parameters", parameters);
            patch.put("responses", tree("200", tree("description", "OK")));
            paths.put(path, tree("patch", patch));
        }
        return paths;
    }

    private static Map<String, Object> definitions(List<Kind> served) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (Kind kind : served) {
            Map<String, Object> schema = schema(kind.schema());
            schema.put("x-kubernetes-group-version-kind", List.of(groupVersionKind(kind)));
            String prefix = kind.type().group().isEmpty() ? "core" : kind.type().group();
            definitions.put(
                    "%s.%s.%s".formatted(prefix, kind.type().version(), kind.type().kind()),
                    schema);
        }
        return definitions;
    }

    private static Map<String, Object> schema(Schema schema) {
        Map<String, Object> out = new LinkedHashMap<>();
        switch (schema.type()) {
            case ANY -> out.put("x-kubernetes-preserve-unknown-fields", true);
            case OBJECT -> {
                out.put("type", "object");
                Map<String, Object> properties = new LinkedHashMap<>();
                schema.properties().forEach((name, below) -> properties.put(name, schema(below)));
                if (!properties.isEmpty()) {
                    out.put("properties", properties);
                } else {
                    out.put("additionalProperties", schema(schema.element()));
                }
                if (!schema.required().isEmpty()) {
                    out.put("required", schema.required().stream().sorted().toList());
                }
            }
            case LIST -> {
                out.put("type", "array");
                out.put("items", schema(schema.element()));
            }
            case INT_OR_STRING -> out.put("x-kubernetes-int-or-string", true);
            case TIME -> {
                out.put("type", "string");
                out.put("format", "date-time");
            }
            default -> out.put("type", schema.type().name().toLowerCase(Locale.ROOT));
        }
        return out;
    }

    private static Map<String, Object> groupVersionKind(Kind kind) {
        return tree(
                "group",
                kind.type().group(),
                "version",
                kind.type().version(),
                "kind",
                kind.type().kind());
    }

    private static String root(Kind kind) {
        return kind.type().group().isEmpty()
                ? "/api/" + kind.type().version()
                : "/apis/" + kind.type().apiVersion();
    }
}
