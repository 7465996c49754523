package io.meshfed.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a kubeconfig, as {@code kubectl config} would. */
public final class KubeconfigText {

    private final List<String> clusters = new ArrayList<>();
    private final List<String> users = new ArrayList<>();
    private final List<String> contexts = new ArrayList<>();

    public KubeconfigText cluster(String name, String server, String caPem) {
        String ca = Base64.getEncoder().encodeToString(caPem.getBytes(StandardCharsets.UTF_8));
        clusters.add(
                """
                - name: %s
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                """
                        .formatted(name, server, ca));
        return this;
    }

    /** A context of this name, with a user of its own. */
    public KubeconfigText context(String name, String cluster, String token) {
        users.add("- name: %s\n  user:\n    token: %s\n".formatted(name, token));
        contexts.add(
                "- name: %1$s\n  context:\n    cluster: %2$s\n    user: %1$s\n"
                        .formatted(name, cluster));
        return this;
    }

    public Path write(Path file) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        lists.put("clusters", clusters);
        lists.put("users", users);
        lists.put("contexts", contexts);
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: Config\n");
        lists.forEach(
                (key, entries) -> text.append(key).append(":\n").append(String.join("", entries)));
        try {
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException notWritten) {
            throw new UncheckedIOException(notWritten);
        }
    }
}
