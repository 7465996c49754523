package io.meshfed.cluster.kubeconfig;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who we say we are, and how we prove it.
 *
 * @param name what the kubeconfig calls the user
 * @param certificatePem client certificate chain; empty for none
 * @param impersonation the {@code Impersonate-*} headers; empty for none
 */
public record UserSettings(
        String name,
        Login login,
        String certificatePem,
        Secret keyPem,
        Map<String, List<String>> impersonation) {

    public UserSettings {
        requireNonNull(name);
        requireNonNull(login);
        requireNonNull(certificatePem);
        requireNonNull(keyPem);
        impersonation = Map.copyOf(new TreeMap<>(impersonation));
    }

    /** What goes into the Authorization header, and where it comes from. */
    public sealed interface Login {}

    /** Nothing: anonymous, or a client certificate. */
    public record NoLogin() implements Login {}

    /** A bearer token that stands in the kubeconfig. */
    public record Token(Secret token) implements Login {}

    /** A bearer token in a file that somebody renews. */
    public record TokenFile(Path file, Secret fallback) implements Login {}

    /** User name and password. */
    public record Basic(String userName, Secret password) implements Login {}

    /**
     * A program that prints an ExecCredential.
     *
     * @param command as it is started: a path, or a name to be found on the PATH
     * @param sharesServer the program wants to know the server
     */
    public record Exec(
            String command,
            List<String> arguments,
            Map<String, Secret> environment,
            String apiVersion,
            boolean sharesServer)
            implements Login {

        public Exec {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(new TreeMap<>(environment));
        }
    }

    /** What stands in the kubeconfig and may be sent; what a plugin is started with is not. */
    List<Secret> secrets() {
        Secret typed = Secret.NONE;
        if (login instanceof Token token) {
            typed = token.token();
        } else if (login instanceof TokenFile file) {
            typed = file.fallback();
        } else if (login instanceof Basic basic) {
            typed = basic.password();
        }
        return List.of(typed, keyPem);
    }

    public Optional<Exec> exec() {
        return login instanceof Exec exec ? Optional.of(exec) : Optional.empty();
    }
}
