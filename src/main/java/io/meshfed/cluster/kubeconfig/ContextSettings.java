package io.meshfed.cluster.kubeconfig;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.Redactor;

/**
 * Everything one context says, with its files read: what a session is made from.
 *
 * @param namespace empty when the context names none
 * @param redactor is told every credential before it is used
 */
public record ContextSettings(
        String name,
        String namespace,
        ServerSettings server,
        UserSettings user,
        Redactor redactor) {

    public ContextSettings {
        requireNonNull(name);
        requireNonNull(namespace);
        requireNonNull(server);
        requireNonNull(redactor);
        user.secrets().forEach(secret -> redactor.learn(secret.reveal()));
    }

    /** Of whose credentials nobody else is told. */
    public ContextSettings(
            String name, String namespace, ServerSettings server, UserSettings user) {
        this(name, namespace, server, user, new Redactor());
    }
}
