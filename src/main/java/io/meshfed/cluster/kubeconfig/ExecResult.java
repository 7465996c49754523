package io.meshfed.cluster.kubeconfig;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A credential that lasts for a while.
 *
 * @param token empty for none
 * @param certificatePem client certificate chain; empty for none
 * @param expires when to ask for another one; {@link Instant#MAX} for never
 */
public record ExecResult(Secret token, String certificatePem, Secret keyPem, Instant expires) {

    public static final ExecResult NONE = ofToken(Secret.NONE, Instant.MAX);

    public ExecResult {
        requireNonNull(token);
        requireNonNull(certificatePem);
        requireNonNull(keyPem);
        requireNonNull(expires);
    }

    static ExecResult ofToken(Secret token, Instant expires) {
        return new ExecResult(token, "", Secret.NONE, expires);
    }

    ExecResult expiring(Instant when) {
        return new ExecResult(token, certificatePem, keyPem, when);
    }
}
