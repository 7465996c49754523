package io.meshfed.cluster;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where in its URLs an API server keeps things. */
final class ResourcePath {

    private ResourcePath() {}

    static String of(ObjectRef ref) {
        return of(ref.type(), ref.namespace()) + "/" + segment(ref.name());
    }

    /**
     * @param namespace empty for all namespaces, or for a cluster-scoped kind
     */
    static String of(ResourceType type, String namespace) {
        String root = version(type.group(), type.version());
        String scope = namespace.isEmpty() ? "" : "/namespaces/" + segment(namespace);
        return root + scope + "/" + segment(type.plural());
    }

    /** Where a version of a group says what it has. */
    static String version(String group, String version) {
        return group.isEmpty()
                ? "/api/" + segment(version)
                : "/apis/" + segment(group) + "/" + segment(version);
    }

    static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String segment(String name) {
        if (name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("'%s' names no object".formatted(name));
        }
        return query(name);
    }
}
