package io.meshfed.sandbox.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The URL of a collection or an object, taken apart.
 *
 * @param namespace empty for cluster scope or all namespaces
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record ApiPath(
        String group,
        String version,
        String namespace,
        String plural,
        String name,
        String subresource) {

    /** Empty when it is not the path of a resource. */
    static Optional<ApiPath> parse(String rawPath) {
        List<String> parts =
                new ArrayList<>(
                        Arrays.stream(rawPath.split("/"))
                                .filter(part -> !part.isEmpty())
                                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                                .toList());
        String root = parts.isEmpty() ? "" : parts.remove(0);
        int head = root.equals("api") ? 1 : 2;
        if (!root.equals("api") && !root.equals("apis") || parts.size() <= head) {
            return Optional.empty();
        }
        String group = head == 1 ? "" : parts.remove(0);
        String version = parts.remove(0);
        String namespace = "";
        // /namespaces/x is the namespace itself, /namespaces/x/status a part of it.
        boolean inside =
                parts.get(0).equals(Key.NAMESPACES)
                        && parts.size() > 2
                        && !(parts.size() == 3 && part(parts, 2).matches("status|finalize"));
        if (inside) {
            namespace = parts.get(1);
            parts = parts.subList(2, parts.size());
        }
        if (parts.size() > 3) {
            return Optional.empty();
        }
        return Optional.of(
                new ApiPath(
                        group, version, namespace, parts.get(0), part(parts, 1), part(parts, 2)));
    }

    /** Plural and subresource, as access rules name it. */
    String resource() {
        return subresource.isEmpty() ? plural : plural + "/" + subresource;
    }

    /** The namespace that rights are asked in: a namespace lies in itself. */
    String accessNamespace() {
        return group.isEmpty() && plural.equals(Key.NAMESPACES) ? name : namespace;
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }
}
