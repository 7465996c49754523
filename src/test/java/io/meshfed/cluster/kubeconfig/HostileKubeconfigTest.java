package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.KubeconfigSessions;
import io.meshfed.cluster.SessionOptions;
import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileKubeconfigTest {

    private static final String SECRET = "sha256~c4n4ry-0f-4-t0k3n";

    @TempDir Path folder;
    private ServerSocketChannel server;

    /**
     * @param name what is wrong with it
     * @param text with {@code @server@}, {@code @canary@} and {@code @secret@} to be filled in
     * @param words of the message
     */
    record Case(String name, String text, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"brokenFiles", "brokenClusters", "brokenUsers"})
    @DisplayName(
            "F3, F5, F9, F13, F14: a hostile kubeconfig is INPUT; nothing is started, connected to or given away")
    void refused(Case hostile) throws IOException {
        Path canary = folder.resolve("canary");
        Path file = Files.writeString(folder.resolve("config"), filled(hostile.text(), canary));

        FederationException refusal = assertThrows(FederationException.class, () -> open(file));

        assertEquals(ErrorClass.INPUT, refusal.errorClass(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(hostile.words()), refusal.getMessage());
        assertFalse(everythingIn(refusal).contains(SECRET), "the secret leaked");
        assertFalse(Files.exists(canary), "a program was started");
        assertNull(server.accept(), "a connection was made");
    }

    private String filled(String text, Path canary) throws IOException {
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return text.replace("@server@", "https://127.0.0.1:" + port)
                .replace("@canary@", canary.toString())
                .replace("@secret@", SECRET);
    }

    private static void open(Path file) {
        Kubeconfig kubeconfig = Kubeconfig.read(List.of(file), Progress.NONE);
        try (KubeconfigSessions sessions =
                new KubeconfigSessions(kubeconfig, SessionOptions.of("test"))) {
            sessions.open(new ClusterRef("c", "ctx", ""));
        }
    }

    private static String everythingIn(FederationException refusal) {
        StringBuilder all = new StringBuilder(refusal.remedy()).append(refusal.details());
        for (Throwable at = refusal; at != null; at = at.getCause()) {
            all.append(at);
        }
        return all.toString();
    }

    private static String config(String cluster, String user) {
        return """
        apiVersion: v1
        kind: Config
        clusters: [{name: k, cluster: {%s}}]
        users: [{name: u, user: {%s}}]
        contexts: [{name: ctx, context: {cluster: k, user: u}}]
        """
                .formatted(cluster, user);
    }

    private static Case cluster(String name, String cluster, String words) {
        return new Case(name, config(cluster, "token: '@secret@'"), words);
    }

    private static Case user(String name, String user, String words) {
        return new Case(name, config("server: '@server@'", user), words);
    }

    private static Case exec(String name, String exec) {
        return user(name, "exec: {" + exec + "}", "it starts the program");
    }

    static Stream<Case> brokenFiles() {
        String good = config("server: '@server@'", "token: '@secret@'");
        return Stream.of(
                new Case("empty file", "", "no context 'ctx'"),
                new Case("only a comment", "# token: @secret@", "no context 'ctx'"),
                new Case("a text", "just words @secret@", "it is not a map"),
                new Case("a list", "- a\n- '@secret@'", "it is not a map"),
                new Case("not YAML", "a: [b\ntoken: '@secret@", "not a kubeconfig"),
                new Case("tab indentation", "a:\n\tb: '@secret@'", "not a kubeconfig"),
                new Case("two documents", good + "---\na: b\n", "more than one YAML document"),
                new Case("another kind", "kind: Pod\napiVersion: v1", "its kind is 'v1 Pod'"),
                new Case("another version", "kind: Config\napiVersion: v2", "its kind is"),
                new Case("duplicate key", good + "kind: Config\n", "the key 'kind' stands there"),
                new Case("alias bomb", bomb(), "more than 50 aliases"),
                new Case("recursive alias", "a: &a [*a]", "an alias without its anchor"),
                new Case("deep nesting", "a: " + "[".repeat(5000), "nested deeper than 50"),
                new Case("deep maps", "{a: ".repeat(100), "nested deeper than 50"),
                new Case("larger than 1 MiB", "#" + "x".repeat(1 << 20), "larger than 1 MiB"),
                new Case("Java object tag", "a: !!java.io.File [/]\n", "tags are not allowed"),
                new Case("tagged scalar", "a: !!javax.script.X 'y'", "tags are not allowed"),
                new Case("binary tag", "a: !!binary eA==", "tags are not allowed"),
                new Case("a list as key", "? [a]\n: b", "a key that is not a text"),
                new Case("contexts is a text", "contexts: yes", "contexts must be a list"),
                new Case("contexts is a map", "contexts: {ctx: {}}", "contexts must be a list"),
                new Case("contexts of texts", "contexts: [ctx]", "must be a list of maps"),
                new Case(
                        "context twice in one file",
                        "contexts: [{name: ctx, context: {}}, {name: ctx, context: {}}]",
                        "it stands there twice"),
                new Case("no contexts", "contexts: null\nusers: ~", "there are: none"),
                new Case(
                        "a similar context",
                        good.replace("name: ctx", "name: ctz"),
                        "Did you mean 'ctz'?"),
                new Case(
                        "control characters in a name",
                        good.replace("name: ctx", "name: \"\\e[2Jevil\\nline\""),
                        "\\u001b[2Jevil\\u000aline"),
                new Case(
                        "cluster missing",
                        good.replace("cluster: k,", "cluster: other,"),
                        "no cluster 'other' in"),
                new Case(
                        "user missing",
                        good.replace("user: u}", "user: other}"),
                        "context 'ctx': no user 'other' in"),
                new Case(
                        "context without cluster",
                        good.replace("cluster: k, ", ""),
                        "no cluster '' in"));
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1) + ", ";
            bomb.append("a%d: &a%d [%s x]%n".formatted(i, i, alias.repeat(10)));
        }
        return bomb.toString();
    }

    static Stream<Case> brokenClusters() {
        String server = "server: '@server@', ";
        return Stream.of(
                cluster("no server", "", "server is missing"),
                cluster("server is a map", "server: {a: b}", "server must be a text"),
                cluster("server is no URL", "server: 'https://a b'", "server is not a URL"),
                cluster("server without scheme", "server: 'api.example:6443'", "must be a URL"),
                cluster("file URL", "server: 'file:///etc/passwd'", "must be a URL"),
                cluster("user in the URL", "server: 'https://u:p@api'", "must have no user"),
                cluster("query in the URL", "server: 'https://api/?a=b'", "must have no user"),
                cluster("plain HTTP", "server: 'http://127.0.0.1:1'", "has no TLS"),
                cluster(
                        "unchecked TLS",
                        server + "insecure-skip-tls-verify: true",
                        "insecure-skip-tls-verify is set"),
                cluster(
                        "a flag in YAML 1.1",
                        server + "insecure-skip-tls-verify: yes",
                        "must be true or false"),
                cluster("SOCKS proxy", server + "proxy-url: 'socks5://p:1'", "is a socks5 proxy"),
                cluster("TLS proxy", server + "proxy-url: 'https://p:1'", "is a https proxy"),
                cluster("proxy without port", server + "proxy-url: 'http://p'", "must be a URL"),
                cluster(
                        "proxy with credentials",
                        server + "proxy-url: 'http://u:@secret@@p:1'",
                        "proxy-url has credentials"),
                cluster(
                        "authority is not base64",
                        server + "certificate-authority-data: '@secret@'",
                        "certificate-authority-data is not base64"),
                cluster(
                        "authority is no certificate",
                        server + "certificate-authority-data: 'aGVsbG8='",
                        "broken certificate authority"),
                cluster(
                        "authority is missing",
                        server + "certificate-authority: nowhere.pem",
                        "there is no such file"),
                cluster(
                        "authority is a folder",
                        server + "certificate-authority: /",
                        "it is not a regular file"),
                cluster(
                        "authority is a device",
                        server + "certificate-authority: /dev/zero",
                        "it is not a regular file"),
                cluster(
                        "TLS name is no name",
                        server + "tls-server-name: 'a b'",
                        "tls-server-name is not a host name"));
    }

    static Stream<Case> brokenUsers() {
        String exec = "apiVersion: client.authentication.k8s.io/v1, command: ";
        return Stream.of(
                exec("exec plugin", exec + "/usr/bin/touch, args: ['@canary@']"),
                exec("exec of a shell", exec + "sh, args: [-c, 'touch @canary@']"),
                exec("substitution in an argument", exec + "'true', args: ['$(touch @canary@)']"),
                exec("substitution in the command", exec + "'$(touch @canary@)'"),
                exec("exec of a relative path", exec + "./plugin"),
                exec("exec without a version", "command: touch, args: ['@canary@']"),
                user(
                        "auth-provider",
                        "auth-provider: {name: gcp, config: {cmd-path: touch, cmd-args: '@canary@',"
                                + " access-token: '@secret@'}}",
                        "auth-provider is not supported"),
                user("token is a list", "token: ['@secret@']", "token must be a text"),
                user(
                        "token and password",
                        "token: '@secret@', username: a, password: '@secret@'",
                        "both a token and a user name"),
                user(
                        "certificate without key",
                        "client-certificate-data: 'aGVsbG8='",
                        "need each other"),
                user(
                        "key that is none",
                        "client-certificate-data: 'aGVsbG8=', client-key-data: 'aGVsbG8='",
                        "broken client certificate or key"),
                user(
                        "key is not base64",
                        "client-certificate-data: 'aGVsbG8=', client-key-data: '@secret@'",
                        "client-key-data is not base64"),
                user("groups without a user", "as-groups: [system:masters]", "as is missing"),
                user("header injection", "as: \"a\\r\\nX: y\"", "control characters"));
    }
}
