package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimalKubeconfigTest {

    @TempDir Path folder;
    private Path target;

    @BeforeEach
    void nameTarget() {
        target = folder.resolve("minimal");
    }

    private static ContextSettings read(Path file) {
        return Kubeconfig.read(List.of(file), Progress.NONE)
                .context("weird: \"name\"", EnumSet.allOf(Risk.class));
    }

    private ContextSettings context(String cluster, String user) throws IOException {
        String text =
                """
                clusters: [{name: c, cluster: {server: 'https://h:6443', %s}}, {name: other}]
                users: [{name: 'weird: "name"', user: {%s}}, {name: other, user: {token: other}}]
                contexts:
                - {name: 'weird: "name"', context: {cluster: c, user: 'weird: "name"', namespace: n}}
                - {name: other, context: {cluster: other, user: other}}
                """;
        Path file = folder.resolve("config");
        Files.writeString(file, text.formatted(cluster, user));
        return read(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token: 'a\"b'",
                "username: u, password: p",
                "tokenFile: /var/run/token",
                "client-certificate-data: QQ==, client-key-data: Qg==",
                "token: t, as: jane, as-groups: [a, b], as-user-extra: {'a/b': [x]}",
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login,"
                        + " args: ['$x', ''], env: [{name: A, value: b}], provideClusterInfo: true}"
            })
    @DisplayName("what is written reads as the same context, for every way to log in")
    void roundTrip(String user) throws IOException {
        ContextSettings context =
                context(
                        "certificate-authority-data: Q0E=, tls-server-name: n,"
                                + " proxy-url: 'http://p:1'",
                        user);

        MinimalKubeconfig.write(context, target);

        assertEquals(context, read(target));
    }

    @Test
    @DisplayName("only its owner can read it")
    void ownerOnly() throws IOException {
        MinimalKubeconfig.write(context("", "token: t"), target);

        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(target));
    }

    @Test
    @DisplayName("an existing file, or a link to one, is never overwritten")
    void neverOverwrites() throws IOException {
        ContextSettings context = context("", "token: t");
        Files.writeString(target, "precious");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);

        for (Path existing : List.of(target, link)) {
            FederationException refusal =
                    assertThrows(
                            FederationException.class,
                            () -> MinimalKubeconfig.write(context, existing));
            assertEquals(ErrorClass.INPUT, refusal.errorClass());
        }
        assertEquals("precious", Files.readString(target));
    }
}
