package io.meshfed.cli;

import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.sandbox.pki.Identity;
import io.meshfed.testing.Federations;
import io.meshfed.testing.TestRoots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Good files to begin with. */
final class FuzzCorpus {

    static final List<String> CONTEXTS = List.of("aro", "rosa");

    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: aro
            preferences: {}
            clusters:
            - name: aro
              cluster: { server: "https://127.0.0.1:1", tls-server-name: api.example.com }
            - name: rosa
              cluster:
                server: https://[::1]:1/path
                proxy-url: http://127.0.0.1:3128
                extensions: [{ name: x, extension: { last-update: Mon } }]
            users:
            - name: aro
              user:
                token: t0ken
            - name: rosa
              user:
                username: name
                password: "pass: w\\u00f6rd"
                as: somebody
                as-groups: [one, two]
                as-user-extra: { reason: [because] }
            contexts:
            - name: aro
              context: { cluster: aro, user: aro, namespace: here }
            - name: rosa
              context: { cluster: rosa, user: rosa }
            """;

    private static final String PLUGIN =
            """
            clusters:
            - name: aro
              cluster: &c
                server: https://127.0.0.1:1
                insecure-skip-tls-verify: false
            - { name: rosa, cluster: *c }
            users:
            - name: plugin
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: "./a-plugin"
                  args: [--cluster, "1", 'many words']
                  env: [{ name: A, value: b }]
                  interactiveMode: Never
                  provideClusterInfo: true
            contexts:
            - { name: aro, context: { cluster: aro, user: plugin } }
            - { name: rosa, context: { cluster: rosa } }
            """;

    private static final String FILE = "tokenFile: \"./to\\u006ben\"";

    private FuzzCorpus() {}

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> federations() {
        return List.of(Federations.ARO_ROSA, Federations.TRIANGLE, Federations.ONE_CLUSTER);
    }

    static List<String> bundles() {
        String one = TestRoots.openssl("ec-256");
        return List.of(
                one,
                one + TestRoots.openssl("rsa-2048"),
                "# a word\n" + TestRoots.openssl("ec-384"));
    }

    /** A certificate with its key; other ones each time, but the places of things are the same. */
    static List<String> keys() {
        Identity client = CertificateAuthority.create("fuzz").issue("client", List.of());
        return List.of(client.chainPem() + client.keyPem());
    }

    static List<String> kubeconfigs() {
        return List.of(KUBECONFIG, PLUGIN, KUBECONFIG.replace("token: t0ken", FILE), withKey());
    }

    private static String withKey() {
        Identity client = CertificateAuthority.create("fuzz").issue("client", List.of());
        return KUBECONFIG.replace(
                "token: t0ken",
                "client-certificate-data: %s\n    client-key-data: %s"
                        .formatted(base64(client.chainPem()), base64(client.keyPem())));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
