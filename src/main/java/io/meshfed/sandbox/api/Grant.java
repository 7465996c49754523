package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One right. {@code *} in a part covers all values of it.
 *
 * @param resource plural, with {@code /status} for a subresource
 * @param namespace the namespace it holds in
 * @param name the object it is bound to
 */
public record Grant(String verb, String group, String resource, String namespace, String name) {

    private static final String ALL = "*";

    public Grant {
        requireNonNull(verb);
        requireNonNull(group);
        requireNonNull(resource);
        requireNonNull(namespace);
        requireNonNull(name);
    }

    /** A right to all objects of a kind, in all namespaces. */
    public static Grant on(String verb, String group, String resource) {
        return new Grant(verb, group, resource, ALL, ALL);
    }

    public static Grant everything() {
        return on(ALL, ALL, ALL);
    }

    public static List<Grant> reading() {
        return List.of(on("get", ALL, ALL), on("list", ALL, ALL), on("watch", ALL, ALL));
    }

    boolean covers(Access access) {
        return covers(verb, access.verb())
                && covers(group, access.group())
                && covers(resource, access.resource())
                && covers(namespace, access.namespace())
                && covers(name, access.name());
    }

    private static boolean covers(String granted, String wanted) {
        return granted.equals(ALL) || granted.equals(wanted);
    }
}
