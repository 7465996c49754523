package io.meshfed.sandbox.api;

/**
 * One thing that somebody wants to do.
 *
 * @param resource plural, with {@code /status} for a subresource
 * @param namespace empty for cluster scope or all namespaces
 * @param name empty when it is not about one object
 */
record Access(String verb, String group, String resource, String namespace, String name) {

    /** In the words of the API server: {@code User "reader" cannot patch resource …}. */
    String refusal(String user) {
        String place =
                namespace.isEmpty()
                        ? " at the cluster scope"
                        : " in the namespace \"%s\"".formatted(namespace);
        return "User \"%s\" cannot %s resource \"%s\" in API group \"%s\"%s"
                .formatted(user, verb, resource, group, place);
    }
}
