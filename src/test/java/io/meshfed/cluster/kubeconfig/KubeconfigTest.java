package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

    private static final String FIRST =
            """
            apiVersion: v1
            kind: Config
            clusters:
            - name: aro
              cluster: {server: https://api.aro.example:6443/}
            users:
            - {name: admin, user: {token: of-the-first}}
            contexts:
            - {name: aro, context: {cluster: aro, user: admin, namespace: mesh}}
            """;

    @TempDir Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Kubeconfig read(Path... files) {
        return Kubeconfig.read(List.of(files), Progress.NONE);
    }

    private static ContextSettings context(String name, Path... files) {
        return read(files).context(name, Set.of());
    }

    private static String token(ContextSettings context) {
        UserSettings.Token token =
                assertInstanceOf(UserSettings.Token.class, context.user().login());
        return token.token().reveal();
    }

    private static FederationException refusal(Runnable action) {
        return assertThrows(FederationException.class, action::run);
    }

    @Test
    @DisplayName("F2: a context that two files define differently is INPUT and names both files")
    void ambiguousContext() throws IOException {
        Path first = file("first", FIRST);
        Path other = file("other", FIRST.replace("api.aro.example", "production.example"));

        FederationException refusal = refusal(() -> context("aro", first, other));

        assertEquals(ErrorClass.INPUT, refusal.errorClass());
        assertTrue(refusal.getMessage().contains(first + " and " + other), refusal.getMessage());
    }

    @Test
    @DisplayName("a context that two files define alike is no question")
    void sameContextTwice() throws IOException {
        Path first = file("first", FIRST);

        assertEquals("mesh", context("aro", first, file("copy", FIRST)).namespace());
    }

    @Test
    @DisplayName("paths are relative to the file in which they stand, not to where we are")
    void relativePaths() throws IOException {
        file("creds/ca.pem", "CA");
        file("creds/crt.pem", "CRT");
        file("creds/key.pem", "KEY");
        String text =
                """
                clusters: [{name: c, cluster: {server: https://h, certificate-authority: ca.pem}}]
                users: [{name: u, user: {client-certificate: ./crt.pem, client-key: ../creds/key.pem}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                """;

        ContextSettings context = context("x", file("first", FIRST), file("creds/config", text));

        assertEquals("CA", context.server().authorityPem());
        assertEquals("CRT", context.user().certificatePem());
        assertEquals("KEY", context.user().keyPem().reveal());
    }

    @Test
    @DisplayName("inline data wins over a file, which is then not even opened")
    void dataWins() throws IOException {
        String text =
                FIRST.replace(
                        "{server: https://api.aro.example:6443/}",
                        "{server: https://h, certificate-authority: /nowhere,"
                                + " certificate-authority-data: aGVsbG8=}");

        assertEquals("hello", context("aro", file("f", text)).server().authorityPem());
    }

    @Test
    @DisplayName("values keep their text: a token of digits, a namespace named n, a user 010")
    void scalarsStayText() throws IOException {
        String text =
                FIRST.replace("token: of-the-first", "token: 0123")
                        .replace("namespace: mesh", "namespace: n")
                        .replace("admin", "010");

        ContextSettings context = context("aro", file("f", text));

        assertEquals("0123", token(context));
        assertEquals("n", context.namespace());
        assertEquals("010", context.user().name());
    }

    @Test
    @DisplayName("JSON, Windows line ends, a byte order mark and nulls are read as kubectl does")
    void oddButGood() throws IOException {
        String json =
                "{\"clusters\":[{\"name\":\"c\",\"cluster\":{\"server\":\"https:\\/\\/h\"}}],"
                        + "\n\t\"users\":null,\"preferences\":{},"
                        + "\"contexts\":[{\"name\":\"x\",\"context\":{\"cluster\":\"c\"}}]}";
        Path crlf = file("crlf", FIRST.replace("\n", "\r\n"));
        Path marked = file("marked", "\ufeff" + FIRST);

        assertEquals("https://h", context("x", file("json", json)).server().url().toString());
        assertEquals("of-the-first", token(context("aro", crlf)));
        assertEquals("of-the-first", token(context("aro", marked)));
    }

    @Test
    @DisplayName("impersonation becomes headers: user, groups, uid and extras")
    void impersonation() throws IOException {
        String text =
                FIRST.replace(
                        "{token: of-the-first}",
                        "{token: t, as: jane, as-uid: '7', as-groups: [a, b],"
                                + " as-user-extra: {acme.com/team: [x]}}");

        assertEquals(
                Map.of(
                        "Impersonate-User", List.of("jane"),
                        "Impersonate-Uid", List.of("7"),
                        "Impersonate-Group", List.of("a", "b"),
                        "Impersonate-Extra-acme.com%2Fteam", List.of("x")),
                context("aro", file("f", text)).user().impersonation());
    }

    @Test
    @DisplayName("an accepted risk is taken: no TLS, unchecked TLS, a plugin")
    void acceptedRisks() throws IOException {
        String plain = FIRST.replace("https://api.aro", "http://api.aro");
        String unchecked = FIRST.replace("6443/}", "6443, insecure-skip-tls-verify: true}");
        String exec =
                FIRST.replace(
                        "{token: of-the-first}",
                        "{exec: {apiVersion: client.authentication.k8s.io/v1, command: bin/login}}");
        Set<Risk> all = EnumSet.allOf(Risk.class);

        assertEquals("http", read(file("p", plain)).context("aro", all).server().url().getScheme());
        assertTrue(read(file("u", unchecked)).context("aro", all).server().unchecked());
        assertEquals(
                folder.resolve("bin/login").toString(),
                read(file("e", exec)).context("aro", all).user().exec().orElseThrow().command());
    }

    @Test
    @DisplayName("the option wins over $KUBECONFIG, which wins over the home's; missing ones skip")
    void whereItIsLookedFor() throws IOException {
        Path first = file("first", FIRST);
        Path second = file("second", FIRST);
        Path home = file("home/.kube/config", "").getParent().getParent();
        Map<String, String> environment =
                Map.of(
                        "HOME",
                        home.toString(),
                        "KUBECONFIG",
                        "/nowhere" + File.pathSeparator + second);

        assertEquals(List.of(first), load(first.toString(), environment).files());
        assertEquals(List.of(second), load("", environment).files());
        assertEquals(
                List.of(home.resolve(".kube/config")),
                load("", Map.of("HOME", home.toString())).files());
    }

    private static Kubeconfig load(String option, Map<String, String> environment) {
        return Kubeconfig.load(option, environment, Progress.NONE);
    }

    @Test
    @DisplayName("F4: no kubeconfig at all is INPUT, and is not made up from the environment")
    void noKubeconfig() {
        Map<String, String> inAPod =
                Map.of("HOME", folder.toString(), "KUBERNETES_SERVICE_HOST", "10.0.0.1");

        assertEquals(ErrorClass.INPUT, refusal(() -> load("", inAPod)).errorClass());
        assertEquals(ErrorClass.INPUT, refusal(() -> load("/nowhere", inAPod)).errorClass());
        assertEquals(ErrorClass.INPUT, refusal(() -> load("/a:/b", inAPod)).errorClass());
    }

    @Test
    @DisplayName("nothing secret is in the string form of any settings")
    void secretsStaySecret() throws IOException {
        ContextSettings context = context("aro", file("f", FIRST));

        assertTrue(!context.toString().contains("of-the-first"), context.toString());
    }
}
