package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.kubeconfig.UserSettings.Login;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginSourceTest {

    @TempDir Path folder;
    private Path tokenFile;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void writeToken() throws IOException {
        tokenFile = Files.writeString(folder.resolve("token"), "one\n");
    }

    private LoginSource source(Login login) {
        ServerSettings server = new ServerSettings(URI.create("https://h"), "", "", "", false);
        UserSettings user = new UserSettings("jane", login, "", Secret.NONE, Map.of());
        return new LoginSource(new ContextSettings("ctx", "", server, user), () -> now);
    }

    private LoginSource fromFile(String fallback) {
        return source(new UserSettings.TokenFile(tokenFile, new Secret(fallback)));
    }

    private static String header(LoginSource source) {
        return source.header().reveal();
    }

    @Test
    @DisplayName("a token file is read again after a minute, and not before")
    void tokenFileIsReadAgain() throws IOException {
        LoginSource source = fromFile("");
        assertEquals("Bearer one", header(source));
        Files.writeString(tokenFile, "two");

        now = now.plusSeconds(59);
        assertEquals("Bearer one", header(source));
        now = now.plusSeconds(1);
        assertEquals("Bearer two", header(source));
    }

    @Test
    @DisplayName("a refused token is looked up in its file at once")
    void renewsAfterRefusal() throws IOException {
        LoginSource source = fromFile("");
        Secret refused = source.header();
        Files.writeString(tokenFile, "two");

        assertTrue(source.renew(refused));
        assertEquals("Bearer two", header(source));
    }

    @Test
    @DisplayName("two requests refused with the same old token are both worth another try")
    void renewsForAll() throws IOException {
        LoginSource source = fromFile("");
        Secret refused = source.header();
        Files.writeString(tokenFile, "two");

        assertTrue(source.renew(refused));
        assertTrue(source.renew(refused));
    }

    @Test
    @DisplayName("a refused token without a successor stays refused")
    void noSuccessor() {
        LoginSource source = fromFile("");

        assertFalse(source.renew(source.header()));
        LoginSource fixed = source(new UserSettings.Token(new Secret("t")));
        assertFalse(fixed.renew(fixed.header()));
    }

    @Test
    @DisplayName("while the token file is missing, the token beside it is used")
    void fallsBack() throws IOException {
        Files.delete(tokenFile);

        assertEquals("Bearer beside", header(fromFile("beside")));
        assertEquals(
                ErrorClass.INPUT,
                assertThrows(FederationException.class, () -> header(fromFile(""))).errorClass());
    }

    @Test
    @DisplayName("a token that no header can carry is refused without being shown")
    void brokenToken() {
        LoginSource source = source(new UserSettings.Token(new Secret("c4n4ry\r\nX-Evil: 1")));

        FederationException refusal = assertThrows(FederationException.class, source::header);

        assertFalse(refusal.getMessage().contains("c4n4ry"), refusal.getMessage());
    }

    @Test
    @DisplayName("user name and password go as Basic credentials, nothing goes as nothing")
    void otherLogins() {
        assertEquals(
                "Basic amFuZTpwOnc=",
                header(source(new UserSettings.Basic("jane", new Secret("p:w")))));
        assertEquals("", header(source(new UserSettings.NoLogin())));
    }

    @Test
    @DisplayName("a plugin is started once until its token expires, a little early")
    void pluginIsCached() throws IOException {
        Path count = folder.resolve("count");
        Login login =
                ExecRunnerTest.plugin(
                        ExecRunnerTest.script(
                                folder,
                                "echo x >> " + count,
                                ExecRunnerTest.credential(
                                        "\"token\":\"t$(wc -l < "
                                                + count
                                                + ")\","
                                                + "\"expirationTimestamp\":\"2026-01-01T0$(wc -l < "
                                                + count
                                                + "):00:00Z\"")),
                        List.of());
        LoginSource source = source(login);

        assertEquals("Bearer t1", header(source));
        now = now.plus(Duration.ofMinutes(59));
        assertEquals("Bearer t1", header(source));
        now = now.plus(Duration.ofSeconds(50));
        assertEquals("Bearer t2", header(source));
        assertTrue(source.renew(source.header()));
        assertEquals("Bearer t3", header(source));
    }
}
