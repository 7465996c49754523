package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.kubeconfig.Secret;
import java.time.Instant;

/** What a ServiceAccount proves itself with, until it ends. */
public record AccountToken(Secret token, Instant end) {

    public AccountToken {
        requireNonNull(token);
        requireNonNull(end);
    }
}
