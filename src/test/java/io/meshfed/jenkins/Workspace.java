package io.meshfed.jenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of a build on its agent, with what the job was given.
 *
 * @param credentials content of file credentials, by id
 * @param environment of all steps
 */
record Workspace(
        Path folder,
        Map<String, String> credentials,
        Map<String, String> environment,
        Map<String, Object> parameters) {

    Workspace(Path folder) {
        this(folder, Map.of(), Map.of(), Map.of());
    }

    /** Of a job with the kubeconfig of aro, in its seventh build. */
    static Workspace ofSeventhBuild(Path parent) throws IOException {
        return new Workspace(Files.createDirectory(parent.resolve("job")))
                .withCredential("aro", "SECRET-aro")
                .withEnvironment(Map.of("BUILD_TAG", "jenkins-job-7"));
    }

    Workspace withCredential(String id, String content) {
        Map<String, String> more = new TreeMap<>(credentials);
        more.put(id, content);
        return new Workspace(folder, more, environment, parameters);
    }

    Workspace withEnvironment(Map<String, String> more) {
        return new Workspace(folder, credentials, more, parameters);
    }

    Workspace withParameters(Map<String, Object> more) {
        return new Workspace(folder, credentials, environment, more);
    }

    /** Beside the workspace, where Jenkins puts secrets and scripts. */
    Path temporary() {
        return folder.resolveSibling(folder.getFileName() + "@tmp");
    }

    List<String> files() {
        return below(folder).stream().map(file -> folder.relativize(file).toString()).toList();
    }

    static List<Path> below(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !file.equals(folder)).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path each : below(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
            Files.delete(folder);
        }
    }
}
