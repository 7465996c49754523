package io.meshfed.cli;

import io.meshfed.sandbox.pki.Identity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Kubeconfigs that hold a secret in each place where one may stand. */
final class CanaryKubeconfig {

    private final Canaries canaries;
    private final Path folder;
    private final TwistedServer server;
    private final String token;

    /**
     * @param token with which one gets in
     */
    CanaryKubeconfig(Canaries canaries, Path folder, TwistedServer server, String token) {
        this.canaries = canaries;
        this.folder = folder;
        this.server = server;
        this.token = token;
    }

    /** Users as they are most often. */
    Path tokens(String twist) {
        return written(twist, "", "token: " + token, "token: " + token);
    }

    Path files(String twist) {
        return written(twist, "", tokenFile(twist, 0), tokenFile(twist, 1));
    }

    private String tokenFile(String twist, int cluster) {
        Path file = FuzzCorpus.write(folder.resolve(twist + ".token" + cluster), token + "\n");
        return "tokenFile: %s\n    token: %s".formatted(file, canaries.of("token beside a file"));
    }

    /** A plugin that says too much on stderr, and gives a token. */
    Path plugin(String twist) {
        return written(twist, "", plugin(twist, 0), plugin(twist, 1));
    }

    private String plugin(String twist, int cluster) {
        return exec(
                twist + cluster,
                """
                {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"%s"}}"""
                        .formatted(token));
    }

    /** A plugin that prints a secret which is no credential. */
    Path brokenPlugin(String twist) {
        String printed = "password: " + canaries.of("what a plugin printed");
        return written(twist, "", exec(twist + 0, printed), exec(twist + 1, printed));
    }

    /** A plugin with a key that does not fit. */
    Path pluginWithKey(String twist) {
        Identity identity = canaries.identity("key of a plugin");
        String printed =
                """
                {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"%s","clientKeyData":"%s"}}"""
                        .formatted(
                                identity.chainPem().replace("\n", "\\n"),
                                identity.keyPem().replace("\n", "\\n"));
        return written(twist, "", exec(twist + 0, printed), exec(twist + 1, printed));
    }

    private String exec(String name, String prints) {
        FuzzCorpus.write(folder.resolve(name + ".out"), prints);
        return """
               exec:
                     apiVersion: client.authentication.k8s.io/v1
                     command: sh
                     args: [-c, 'echo "$0 $CANARY %s" >&2; cat %s', %s]
                     env: [{ name: CANARY, value: %s }]
               """
                .formatted(
                        canaries.of("what a plugin said on stderr"),
                        folder.resolve(name + ".out"),
                        canaries.of("argument of a plugin"),
                        canaries.of("variable of a plugin"))
                .strip();
    }

    Path password(String twist) {
        String user = "username: somebody\n    password: " + canaries.of("password");
        return written(twist, "", user, user);
    }

    Path key(String twist) {
        Identity identity = canaries.identity("client key");
        Path file = FuzzCorpus.write(folder.resolve(twist + ".key"), identity.keyPem());
        String inFile =
                "client-certificate-data: %s\n    client-key: %s"
                        .formatted(base64(identity.chainPem()), file);
        String inline =
                "client-certificate-data: %s\n    client-key-data: %s"
                        .formatted(base64(identity.chainPem()), base64(identity.keyPem()));
        return written(twist, "", inFile, inline);
    }

    Path brokenKey(String twist) {
        Identity identity = canaries.identity("broken client key");
        String half = identity.keyPem().substring(0, identity.keyPem().length() - 60);
        String user =
                "client-certificate-data: %s\n    client-key-data: %s"
                        .formatted(base64(identity.chainPem()), base64(half));
        return written(twist, "", user, user);
    }

    Path proxy(String twist) {
        String line =
                "proxy-url: http://me:%s@127.0.0.1:1".formatted(canaries.of("password of a proxy"));
        return written(twist, line, "token: " + token, "token: " + token);
    }

    Path address(String twist) {
        String text = FuzzCorpus.read(tokens(twist));
        return FuzzCorpus.write(
                folder.resolve(twist + ".config"),
                text.replace(
                        "https://127",
                        "https://me:%s@127".formatted(canaries.of("password in an address"))));
    }

    Path oldProvider(String twist) {
        String user =
                "auth-provider: { name: gcp, config: { access-token: %s } }"
                        .formatted(canaries.of("token of a provider"));
        return written(twist, "", user, user);
    }

    Path brokenToken(String twist) {
        String user = "token: \"%s\\u0007 %s\"".formatted(canaries.of("token with a bell"), "x");
        return written(twist, "", user, user);
    }

    Path tokenTwice(String twist) {
        String user =
                "token: %s\n    token: %s"
                        .formatted(canaries.of("first token"), canaries.of("second token"));
        return written(twist, "", user, user);
    }

    Path tokenAsList(String twist) {
        String user = "token: [%s]".formatted(canaries.of("token in a list"));
        return written(twist, "", user, user);
    }

    /** YAML that ends in the middle of a token; the parser would like to show where. */
    Path cut(String twist) {
        String user = "token: \"" + canaries.of("token cut off");
        return written(twist, "", user, user);
    }

    /** YAML that a parser complains of right behind a token. */
    Path notYaml(String twist) {
        String user =
                "token: %s\n   - : x: *%s"
                        .formatted(
                                canaries.of("token beside an error"),
                                canaries.of("token as an alias"));
        return written(twist, "", user, user);
    }

    private Path written(String twist, String ofCluster, String aro, String rosa) {
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: Config\nclusters:\n");
        for (String name : List.of("aro", "rosa")) {
            text.append(
                            "- name: %s\n  cluster:\n    server: %s\n"
                                    .formatted(name, server.url(twist, name)))
                    .append(
                            "    certificate-authority-data: %s\n"
                                    .formatted(base64(server.caPem())))
                    .append(ofCluster.isEmpty() ? "" : "    " + ofCluster + "\n");
        }
        text.append("contexts:\n");
        for (String name : List.of("aro", "rosa")) {
            text.append("- name: %1$s\n  context: { cluster: %1$s, user: %1$s }\n".formatted(name));
        }
        text.append(
                "users:\n- name: other\n  user: { token: %s }\n"
                        .formatted(canaries.of("token of another user")));
        text.append(
                "- name: aro\n  user:\n    %s\n- name: rosa\n  user:\n    %s\n"
                        .formatted(aro, rosa));
        return FuzzCorpus.write(folder.resolve(twist + ".config"), text.toString());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
