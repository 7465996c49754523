package io.meshfed.cluster.kubeconfig;

import static java.util.Objects.requireNonNull;

/**
 * Everything one context says, with its files read: what a session is made from.
 *
 * @param namespace empty when the context names none
 */
public record ContextSettings(
        String name, String namespace, ServerSettings server, UserSettings user) {

    public ContextSettings {
        requireNonNull(name);
        requireNonNull(namespace);
        requireNonNull(server);
        requireNonNull(user);
    }
}
