package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A cluster of the federation file: its name there, and the kubeconfig context that leads to it.
 *
 * @param pinnedId the only cluster id accepted behind this name; empty when the file pins none
 */
public record ClusterRef(String name, String context, String pinnedId) {

    public ClusterRef {
        requireNonNull(name);
        requireNonNull(context);
        requireNonNull(pinnedId);
    }

    public Optional<String> pin() {
        return pinnedId.isEmpty() ? Optional.empty() : Optional.of(pinnedId);
    }
}
