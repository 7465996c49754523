package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which groups, versions and kinds are served. */
final class Discovery {

    private final KindRegistry kinds;

    Discovery(KindRegistry kinds) {
        this.kinds = kinds;
    }

    Map<String, Object> coreVersions() {
        return tree("kind", "APIVersions", "versions", List.of("v1"));
    }

    Map<String, Object> groups() {
        List<Object> groups = new ArrayList<>();
        kinds.groups().forEach((name, versions) -> groups.add(group(name, versions)));
        return tree("kind", "APIGroupList", "apiVersion", "v1", "groups", groups);
    }

    /**
     * @throws ApiError 404 when the group is not served
     */
    Map<String, Object> group(String name) {
        Collection<String> versions = kinds.groups().get(name);
        if (versions == null) {
            throw ApiError.noSuchPath();
        }
        Map<String, Object> group = tree("kind", "APIGroup", "apiVersion", "v1");
        group.putAll(group(name, versions));
        return group;
    }

    /**
     * @throws ApiError 404 when the version is not served
     */
    Map<String, Object> resources(String group, String version) {
        List<Kind> served = kinds.of(group, version);
        if (served.isEmpty()) {
            throw ApiError.noSuchPath();
        }
        List<Object> resources = new ArrayList<>();
        for (Kind kind : served) {
            resources.add(resource(kind));
            if (kind.hasStatus()) {
                Map<String, Object> status = resource(kind);
                status.put("name", kind.type().plural() + "/status");
                status.put("singularName", "");
                status.put("verbs", List.of("get", "patch", "update"));
                status.remove("shortNames");
                status.remove("categories");
                resources.add(status);
            }
            if (kind.scaling().on()) {
                resources.add(scale(kind));
            }
            if (kind.type().equals(Tokens.ACCOUNT)) {
                resources.add(tokens(kind));
            }
        }
        String groupVersion = group.isEmpty() ? version : group + "/" + version;
        return tree(
                "kind",
                "APIResourceList",
                "apiVersion",
                "v1",
                "groupVersion",
                groupVersion,
                "resources",
                resources);
    }

    private static Map<String, Object> scale(Kind kind) {
        return tree(
                "name",
                kind.type().plural() + "/scale",
                "singularName",
                "",
                "namespaced",
                kind.type().namespaced(),
                "group",
                "autoscaling",
                "version",
                "v1",
                "kind",
                "Scale",
                "verbs",
                List.of("get", "patch", "update"));
    }

    private static Map<String, Object> tokens(Kind accounts) {
        return tree(
                "name",
                accounts.type().plural() + "/token",
                "singularName",
                "",
                "namespaced",
                true,
                "group",
                "authentication.k8s.io",
                "version",
                "v1",
                "kind",
                "TokenRequest",
                "verbs",
                List.of("create"));
    }

    private static Map<String, Object> resource(Kind kind) {
        Map<String, Object> resource =
                tree(
                        "name",
                        kind.type().plural(),
                        "singularName",
                        kind.names().singular(),
                        "namespaced",
                        kind.type().namespaced(),
                        "kind",
                        kind.type().kind(),
                        "verbs",
                        kind.verbs());
        if (!kind.names().shortNames().isEmpty()) {
            resource.put("shortNames", kind.names().shortNames());
        }
        if (!kind.names().categories().isEmpty()) {
            resource.put("categories", kind.names().categories());
        }
        return resource;
    }

    private static Map<String, Object> group(String name, Collection<String> versions) {
        List<Object> all = new ArrayList<>();
        for (String version : versions) {
            all.add(tree("groupVersion", name + "/" + version, "version", version));
        }
        return tree("name", name, "versions", all, "preferredVersion", all.get(0));
    }

    /** A map of alternating keys and values. */
    static Map<String, Object> tree(Object... keysAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return tree;
    }
}
