package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.sandbox.api.ApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The kubeconfig of a sandbox. It names no current context: whoever uses it says which cluster he
 * means.
 */
final class SandboxKubeconfig {

    /** The first line of every file of ours; one that begins otherwise is somebody else's. */
    static final String MARK = "# made by meshfed sandbox";

    private SandboxKubeconfig() {}

    static String of(
            List<ClusterRef> clusters,
            Map<String, ApiServer> servers,
            Map<String, Announced> announced) {
        StringBuilder entries = new StringBuilder();
        StringBuilder contexts = new StringBuilder();
        StringBuilder users = new StringBuilder();
        for (ClusterRef cluster : clusters) {
            ApiServer server = servers.get(cluster.name());
            Announced told = announced.get(cluster.name());
            String context = cluster.context();
            entries.append(
                    """
                    - name: %s
                      cluster:
                        server: %s
                        certificate-authority-data: %s
                    """
                            .formatted(quoted(context), told.url(), base64(told.authorityPem())));
            if (!told.expectedName().isEmpty()) {
                entries.append("    tls-server-name: " + quoted(told.expectedName()) + "\n");
            }
            add(contexts, users, context, context, server.adminToken());
            add(contexts, users, context + "-reader", context, server.readerToken());
        }
        return MARK
                + "\napiVersion: v1\nkind: Config\nclusters:\n"
                + entries
                + "contexts:\n"
                + contexts
                + "users:\n"
                + users;
    }

    private static void add(
            StringBuilder contexts,
            StringBuilder users,
            String context,
            String cluster,
            String token) {
        contexts.append(
                """
                - name: %s
                  context:
                    cluster: %s
                    user: %s
                """
                        .formatted(quoted(context), quoted(cluster), quoted(context)));
        users.append(
                """
                - name: %s
                  user:
                    token: %s
                """
                        .formatted(quoted(context), token));
    }

    /** A context may have any name; within single quotes YAML leaves all but the quote alone. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Only for its owner to read; a file that somebody else made, or that another sandbox serves
     * still, is not touched.
     *
     * @return what keeps other sandboxes away from it
     */
    static KubeconfigHold write(String kubeconfig, Path path) {
        try {
            if (Files.exists(path) && !isOurs(path)) {
                throw new FederationException(
                        ErrorClass.CONFLICT,
                        "%s is not a sandbox's kubeconfig, so it is not overwritten"
                                .formatted(SafeText.of(path.toString())),
                        "Name a file that does not exist yet.");
            }
            if (Files.exists(path) && KubeconfigHold.isHeld(path)) {
                throw new FederationException(
                        ErrorClass.CONFLICT,
                        "%s is the kubeconfig of a sandbox that is running, so it is not overwritten"
                                .formatted(SafeText.of(path.toString())),
                        "End that one (Ctrl-C), or name another file.");
            }
            Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
            FileAttribute<?>[] attributes =
                    posix(path)
                            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)}
                            : new FileAttribute<?>[0];
            Files.deleteIfExists(path);
            Files.createFile(path, attributes);
            Files.writeString(path, kubeconfig);
            return KubeconfigHold.on(path);
        } catch (IOException failed) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the kubeconfig cannot be written to %s: %s"
                            .formatted(
                                    SafeText.of(path.toString()),
                                    SafeText.of(String.valueOf(failed.getMessage()))),
                    "Name a file in a directory that you may write to.",
                    List.of(),
                    failed);
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        byte[] begin = new byte[MARK.length()];
        try (var in = Files.newInputStream(path)) {
            int read = in.readNBytes(begin, 0, begin.length);
            return read == begin.length && new String(begin, StandardCharsets.UTF_8).equals(MARK);
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
