package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;

/** The Roles and bindings that every embedded cluster has. */
final class BuiltInRoles {

    private static final Object FILE = OwnYaml.read("roles.yaml");

    private BuiltInRoles() {}

    static List<Map<String, Object>> all() {
        return Trees.objects(Json.copy(FILE));
    }
}
