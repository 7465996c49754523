package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("several kubeconfigs as one")
class MergedKubeconfigTest {

    @TempDir Path folder;

    private static String config(String context, String server, String user) {
        return """
               clusters: [{name: shared, cluster: {server: '%s'}}]
               users: [{name: admin, user: {%s}}]
               contexts: [{name: %s, context: {cluster: shared, user: admin}}]
               """
                .formatted(server, user, context);
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static ContextSettings context(String name, Path... files) {
        return Kubeconfig.read(List.of(files), Progress.NONE).context(name, Set.of());
    }

    private static String refusal(String name, Path... files) {
        FederationException refusal =
                assertThrows(FederationException.class, () -> context(name, files));
        assertEquals(ErrorClass.INPUT, refusal.errorClass());
        assertTrue(refusal.remedy().contains("Rename the"), refusal.remedy());
        return refusal.getMessage();
    }

    @Test
    @DisplayName("a context of one file is not given the credential of another file's namesake")
    void foreignUser() throws IOException {
        Path aro = file("aro", config("aro", "https://h", "token: of-aro"));
        Path rosa = file("rosa", config("rosa", "https://h", "token: of-rosa"));

        String said = refusal("rosa", aro, rosa);

        assertEquals(
                "kubeconfig %s: context 'rosa': its user 'admin' means something else in %s,"
                                .formatted(rosa, aro)
                        + " which comes first",
                said);
        assertFalse(said.contains("of-aro") || said.contains("of-rosa"), said);
        assertEquals("https://h", context("aro", aro, rosa).server().url().toString());
    }

    @Test
    @DisplayName("the current context is that of the first file that names one")
    void currentContext() throws IOException {
        Path aro = file("aro", config("aro", "https://h", "token: t"));
        Path rosa = file("rosa", config("rosa", "https://h", "token: t") + "current-context: rosa");

        assertEquals(
                "rosa",
                Kubeconfig.read(List.of(aro, rosa), Progress.NONE).currentContext().orElseThrow());
        assertTrue(Kubeconfig.read(List.of(aro), Progress.NONE).currentContext().isEmpty());
    }

    @Test
    @DisplayName("a context of one file does not lead to the server of another file's namesake")
    void foreignServer() throws IOException {
        Path aro = file("aro", config("aro", "https://api.aro", "token: t"));
        Path rosa = file("rosa", config("rosa", "https://api.rosa", "token: t"));

        assertTrue(refusal("rosa", aro, rosa).contains("its cluster 'shared' means"));
        assertEquals("https://api.rosa", context("rosa", rosa, aro).server().url().toString());
    }

    @Test
    @DisplayName("namesakes with the same content are no question, whatever tools noted in them")
    void sameContent() throws IOException {
        String noted = "token: t, extensions: [{name: x, extension: {last-update: '%s'}}]";
        Path aro = file("aro", config("aro", "https://h", noted.formatted("Monday")));
        Path rosa = file("rosa", config("rosa", "https://h", noted.formatted("Tuesday")));

        assertEquals("https://h", context("rosa", aro, rosa).server().url().toString());
    }

    @Test
    @DisplayName("the same relative path in two folders is not the same content")
    void relativePaths() throws IOException {
        Path aro = file("a/config", config("aro", "https://h", "tokenFile: token"));
        Path rosa = file("r/config", config("rosa", "https://h", "tokenFile: token"));

        assertTrue(refusal("rosa", aro, rosa).contains("its user 'admin' means"));
    }

    @Test
    @DisplayName("a context may name a user or cluster that only another file holds")
    void spreadOverFiles() throws IOException {
        Path entries = file("entries", config("aro", "https://h", "token: t"));
        Path contexts =
                file(
                        "contexts",
                        "contexts: [{name: rosa, context: {cluster: shared, user: admin}}]");

        assertEquals("https://h", context("rosa", contexts, entries).server().url().toString());
    }
}
