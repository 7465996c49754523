package io.meshfed.cluster.kubeconfig;

import io.meshfed.cluster.kubeconfig.UserSettings.Basic;
import io.meshfed.cluster.kubeconfig.UserSettings.Exec;
import io.meshfed.cluster.kubeconfig.UserSettings.NoLogin;
import io.meshfed.cluster.kubeconfig.UserSettings.Token;
import io.meshfed.cluster.kubeconfig.UserSettings.TokenFile;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/**
 * The Authorization header of a session. A token in a file is read again every minute and when it
 * was refused, a plugin is started again when its token expires or was refused; the rest never
 * changes. Thread-safe.
 */
public final class LoginSource {

    private static final Duration FILE_IS_FRESH = Duration.ofMinutes(1);

    /** So that a token does not expire on the way. */
    private static final Duration EARLY = Duration.ofSeconds(10);

    private final ContextSettings context;
    private final InstantSource clock;
    private ExecResult current;

    public LoginSource(ContextSettings context) {
        this(context, InstantSource.system());
    }

    LoginSource(ContextSettings context, InstantSource clock) {
        this.context = context;
        this.clock = clock;
    }

    /** The header's value; empty for none. May read a file or start a program. */
    public Secret header() {
        UserSettings.Login login = context.user().login();
        if (login instanceof Token token) {
            return bearer(token.token());
        }
        if (login instanceof Basic basic) {
            String pair = basic.userName() + ":" + basic.password().reveal();
            byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
            String encoded = Base64.getEncoder().encodeToString(bytes);
            confide(new Secret(encoded));
            return new Secret("Basic " + encoded);
        }
        return login instanceof NoLogin ? Secret.NONE : bearer(renewable().token());
    }

    /** The credential without the word before it, which is in many a message. */
    private void confide(Secret secret) {
        context.redactor().learn(secret.reveal());
    }

    /** What a plugin gave beside a token, or instead of one: a client certificate and its key. */
    public ExecResult credential() {
        boolean plugin = context.user().login() instanceof Exec;
        return plugin ? renewable() : ExecResult.NONE;
    }

    /**
     * After a refusal: looks for a newer credential.
     *
     * @param refused the header that was refused
     * @return whether there is another one now, so that asking again makes sense
     */
    public synchronized boolean renew(Secret refused) {
        UserSettings.Login login = context.user().login();
        if (!(login instanceof TokenFile || login instanceof Exec)) {
            return false;
        }
        if (header().equals(refused)) {
            current = null;
        }
        return !header().equals(refused);
    }

    private synchronized ExecResult renewable() {
        Instant now = clock.instant();
        if (current == null || !now.isBefore(current.expires())) {
            current =
                    context.user().login() instanceof TokenFile file
                            ? readFile(file, now)
                            : runPlugin((Exec) context.user().login());
            confide(current.token());
            confide(current.keyPem());
        }
        return current;
    }

    /** Between two tokens the file may be missing; then the last one is as good as any. */
    private ExecResult readFile(TokenFile file, Instant now) {
        Instant expires = now.plus(FILE_IS_FRESH);
        if (!Files.exists(file.file()) && !file.fallback().isEmpty()) {
            return ExecResult.ofToken(file.fallback(), expires);
        }
        String what = "tokenFile of user '" + context.user().name() + "'";
        String token = SmallFiles.read(file.file(), what).trim();
        if (token.isEmpty()) {
            throw refused("the " + what + " is empty");
        }
        return ExecResult.ofToken(new Secret(token), expires);
    }

    private ExecResult runPlugin(Exec exec) {
        ExecResult result = new ExecRunner(exec, context.server()).run();
        boolean expires = result.expires().isBefore(Instant.MAX);
        return expires ? result.expiring(result.expires().minus(EARLY)) : result;
    }

    private Secret bearer(Secret token) {
        if (token.isEmpty()) {
            return Secret.NONE;
        }
        if (token.reveal().chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
            throw refused(
                    "the token of user '%s' has characters that no token has"
                            .formatted(context.user().name()));
        }
        return new Secret("Bearer " + token.reveal());
    }

    private static FederationException refused(String problem) {
        return new FederationException(
                ErrorClass.INPUT, SafeText.of(problem), "Log in again, or correct the kubeconfig.");
    }
}
