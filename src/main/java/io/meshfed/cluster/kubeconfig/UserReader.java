package io.meshfed.cluster.kubeconfig;

import io.meshfed.model.Trees;
import io.meshfed.report.SafeText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the user entry of a kubeconfig. */
final class UserReader {

    private static final Set<String> EXEC_VERSIONS =
            Set.of("client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1");

    private final Fields user;
    private final String name;
    private final Set<Risk> accepted;

    UserReader(Fields user, String name, Set<Risk> accepted) {
        this.user = user;
        this.name = name;
        this.accepted = accepted;
    }

    static UserSettings anonymous() {
        return new UserSettings("", new UserSettings.NoLogin(), "", Secret.NONE, Map.of());
    }

    UserSettings read() {
        if (!user.child("auth-provider").tree().isEmpty()) {
            throw user.problem(
                    "auth-provider is not supported; Kubernetes removed it as well",
                    "Use an exec plugin or a token.");
        }
        UserSettings.Login login = login();
        String certificate = user.content("client-certificate");
        String key = user.content("client-key");
        if (certificate.isEmpty() != key.isEmpty()) {
            throw user.problem(
                    "client-certificate and client-key need each other", "Add the one missing.");
        }
        return new UserSettings(name, login, certificate, new Secret(key), impersonation());
    }

    /** A static credential wins over a plugin, as in kubectl; then nothing is started. */
    private UserSettings.Login login() {
        Secret token = new Secret(user.text("token"));
        boolean hasToken = !token.isEmpty() || !user.text("tokenFile").isEmpty();
        boolean hasBasic = !user.text("username").isEmpty() || !user.text("password").isEmpty();
        if (hasToken && hasBasic) {
            throw user.problem("it has both a token and a user name", "Remove one of them.");
        }
        if (!user.text("tokenFile").isEmpty()) {
            return new UserSettings.TokenFile(user.path("tokenFile"), token);
        }
        if (hasToken) {
            return new UserSettings.Token(token);
        }
        if (hasBasic) {
            return new UserSettings.Basic(user.text("username"), new Secret(user.text("password")));
        }
        Fields exec = user.child("exec");
        return exec.tree().isEmpty() ? new UserSettings.NoLogin() : exec(exec);
    }

    private UserSettings.Exec exec(Fields exec) {
        String command = exec.text("command");
        if (!accepted.contains(Risk.EXEC_PLUGIN)) {
            throw user.problem(
                    "it starts the program '%s' to log in".formatted(SafeText.of(command)),
                    "Use a token, or accept it with " + Risk.EXEC_PLUGIN.option() + ".");
        }
        if (command.isBlank()) {
            throw exec.wrong("command", "is missing");
        }
        if (!EXEC_VERSIONS.contains(exec.text("apiVersion"))) {
            throw exec.wrong("apiVersion", "must be one of " + new TreeSet<>(EXEC_VERSIONS));
        }
        if (exec.text("interactiveMode").equals("Always")) {
            throw exec.problem("the program wants a terminal", "Use one that does not.");
        }
        // Like kubectl: a command with a slash is relative to the kubeconfig, else on the PATH.
        boolean bare = !command.contains("/");
        return new UserSettings.Exec(
                bare ? command : exec.path("command").normalize().toString(),
                exec.texts("args"),
                environment(exec),
                exec.text("apiVersion"),
                exec.flag("provideClusterInfo"));
    }

    private static Map<String, Secret> environment(Fields exec) {
        Map<String, Secret> variables = new TreeMap<>();
        Object list = exec.tree().getOrDefault("env", List.of());
        for (Map<String, Object> entry : Trees.objects(list)) {
            Fields variable = new Fields(exec.what() + ", env", exec.file(), entry);
            String variableName = variable.text("name");
            if (variableName.isEmpty() || variableName.contains("=")) {
                throw variable.wrong("name", "is not the name of a variable");
            }
            variables.put(variableName, new Secret(variable.text("value")));
        }
        return variables;
    }

    private Map<String, List<String>> impersonation() {
        Map<String, List<String>> headers = new TreeMap<>();
        put(headers, "Impersonate-User", List.of(user.text("as")));
        put(headers, "Impersonate-Uid", List.of(user.text("as-uid")));
        put(headers, "Impersonate-Group", user.texts("as-groups"));
        Fields extra = user.child("as-user-extra");
        extra.tree()
                .keySet()
                .forEach(
                        key -> put(headers, "Impersonate-Extra-" + escaped(key), extra.texts(key)));
        if (!headers.isEmpty() && !headers.containsKey("Impersonate-User")) {
            throw user.wrong("as", "is missing, but its groups, uid or extras are there");
        }
        return headers;
    }

    private void put(Map<String, List<String>> headers, String header, List<String> values) {
        List<String> present = values.stream().filter(value -> !value.isEmpty()).toList();
        if (present.stream().anyMatch(UserReader::breaksHeader)) {
            throw user.problem("it impersonates a name with control characters", "Correct it.");
        }
        if (!present.isEmpty()) {
            headers.put(header, present);
        }
    }

    private static boolean breaksHeader(String value) {
        return value.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
    }

    /** Header names allow few characters; the API server decodes percent signs. */
    private static String escaped(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
