package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with a CustomResourceDefinition: names, versions, and schemas with holes. */
final class DefinitionCheck {

    private static final String NO_TYPE = "must not be empty for specified object fields";
    private static final List<String> TYPES =
            List.of("array", "boolean", "integer", "number", "object", "string");

    private final List<Cause> causes = new ArrayList<>();

    private DefinitionCheck() {}

    static List<Cause> causes(Definition definition) {
        DefinitionCheck check = new DefinitionCheck();
        check.names(definition);
        check.versions(definition);
        return check.causes;
    }

    private void names(Definition definition) {
        Map<String, Object> names = definition.names();
        String plural = Trees.text(names, "plural").orElse("");
        if (!definition.name().equals(plural + "." + definition.group())) {
            causes.add(
                    Cause.invalid(
                            "metadata.name",
                            Json.write(definition.name()),
                            "must be spec.names.plural+\".\"+spec.group"));
        }
        require("spec.group", definition.group());
        String scope = Trees.text(definition.tree(), "spec", "scope").orElse("");
        require("spec.scope", scope);
        if (!scope.isEmpty()) {
            supported("spec.scope", scope, List.of("Cluster", "Namespaced"));
        }
        for (String name : List.of("plural", "singular", "kind", "listKind")) {
            require("spec.names." + name, Trees.text(names, name).orElse(""));
        }
    }

    private void versions(Definition definition) {
        Set<String> seen = new HashSet<>();
        int stored = 0;
        for (Map<String, Object> version : definition.versions()) {
            stored += Trees.flag(version, "storage") ? 1 : 0;
            if (!seen.add(Trees.text(version, "name").orElse(""))) {
                versions("must contain unique version names");
            }
        }
        if (stored != 1) {
            versions("must have exactly one version marked as storage version");
        }
        schemas(definition.versions().stream().map(version -> version.get("schema")).toList());
    }

    private void schemas(List<Object> schemas) {
        // Inside, a schema that all versions share stands beside them.
        boolean shared = schemas.stream().distinct().count() == 1;
        for (int i = 0; i < (shared ? 1 : schemas.size()); i++) {
            String at = shared ? "spec.validation" : "spec.versions[" + i + "].schema";
            if (Json.part(schemas.get(i)).get("openAPIV3Schema") instanceof Map<?, ?> map) {
                root(Json.part(map), at + ".openAPIV3Schema");
            } else {
                causes.add(Cause.required(at + ".openAPIV3Schema", "schemas are required"));
            }
        }
    }

    private void versions(String why) {
        causes.add(Cause.invalid("spec.versions", "\"\"", why));
    }

    private void root(Map<String, Object> schema, String at) {
        String type = Trees.text(schema, "type").orElse("");
        if (type.isEmpty()) {
            causes.add(Cause.required(at + ".type", "must not be empty at the root"));
        } else if (!type.equals("object")) {
            causes.add(Cause.invalid(at + ".type", Json.write(type), "must be object at the root"));
        } else {
            node(schema, at);
        }
    }

    private void node(Map<String, Object> schema, String at) {
        String type = Trees.text(schema, "type").orElse("");
        boolean free =
                Trees.flag(schema, "x-kubernetes-preserve-unknown-fields")
                        || Trees.flag(schema, "x-kubernetes-int-or-string");
        if (type.isEmpty() && !free) {
            causes.add(Cause.required(at + ".type", NO_TYPE));
        } else if (!type.isEmpty()) {
            supported(at + ".type", type, TYPES);
        }
        if (type.equals("array")) {
            list(schema, at);
        }
        Json.part(schema.get("properties"))
                .forEach((name, below) -> node(Json.part(below), at + ".properties[" + name + "]"));
        if (schema.get("additionalProperties") instanceof Map<?, ?> others) {
            node(Json.part(others), at + ".additionalProperties");
        }
    }

    private void list(Map<String, Object> schema, String at) {
        if (!(schema.get("items") instanceof Map<?, ?> items)) {
            causes.add(Cause.required(at + ".items", "must be specified"));
            return;
        }
        Map<String, Object> element = Json.part(items);
        if ("map".equals(schema.get("x-kubernetes-list-type"))) {
            if (Trees.texts(schema.get("x-kubernetes-list-map-keys")).isEmpty()) {
                causes.add(
                        Cause.required(
                                at + ".x-kubernetes-list-map-keys",
                                "must not be empty if x-kubernetes-list-type is map"));
            }
            String type = Trees.text(element, "type").orElse("");
            if (!type.equals("object")) {
                causes.add(
                        Cause.invalid(
                                at + ".items.type",
                                Json.write(type),
                                "must be object if parent array's x-kubernetes-list-type is map"));
            }
        }
        node(element, at + ".items");
    }

    private void require(String field, String value) {
        if (value.isEmpty()) {
            causes.add(Cause.required(field, ""));
        }
    }

    private void supported(String field, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            causes.add(Cause.unsupported(field, value, allowed));
        }
    }
}
