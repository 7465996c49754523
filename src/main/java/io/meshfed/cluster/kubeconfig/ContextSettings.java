package io.meshfed.cluster.kubeconfig;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.Redactor;
import java.util.List;

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

    /** Who is told is no part of what a context says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ContextSettings settings && parts().equals(settings.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(name, namespace, server, user);
    }

    /** Of whose credentials nobody else is told. */
    public ContextSettings(
            String name, String namespace, ServerSettings server, UserSettings user) {
        this(name, namespace, server, user, new Redactor());
    }
}
