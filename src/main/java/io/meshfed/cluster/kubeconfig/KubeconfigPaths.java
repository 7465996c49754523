package io.meshfed.cluster.kubeconfig;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which files make up the kubeconfig: the option, else {@code $KUBECONFIG}, else the home's. */
final class KubeconfigPaths {

    private KubeconfigPaths() {}

    static List<Path> choose(String option, Map<String, String> environment) {
        if (!option.isEmpty()) {
            return existing(option, "--kubeconfig");
        }
        String variable = environment.getOrDefault("KUBECONFIG", "");
        if (!variable.isEmpty()) {
            return existing(variable, "$KUBECONFIG");
        }
        String home = environment.getOrDefault("HOME", "");
        Path standard = Path.of(home.isEmpty() ? "/" : home, ".kube", "config");
        if (Files.exists(standard)) {
            return List.of(standard);
        }
        throw none("no kubeconfig: %s does not exist".formatted(standard));
    }

    /** Like kubectl: of several files those that are missing are skipped. */
    private static List<Path> existing(String list, String source) {
        List<Path> named = split(list);
        List<Path> found =
                named.stream()
                        .filter(Files::exists)
                        .flatMap(path -> filesOf(path).stream())
                        .toList();
        if (found.isEmpty()) {
            throw none(
                    named.size() == 1
                            ? "kubeconfig %s (%s) does not exist".formatted(named.get(0), source)
                            : "none of the kubeconfigs of %s exists: %s".formatted(source, named));
        }
        return found;
    }

    /**
     * A Secret comes as a folder with a file per key, beside hidden ones that hold its versions.
     */
    private static List<Path> filesOf(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            List<Path> files =
                    inside.filter(file -> !file.getFileName().toString().startsWith("."))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw none("folder %s holds no kubeconfig".formatted(path));
            }
            return files;
        } catch (IOException unreadable) {
            throw none("folder %s cannot be read".formatted(path));
        }
    }

    private static List<Path> split(String list) {
        try {
            return Arrays.stream(list.split(File.pathSeparator))
                    .filter(path -> !path.isBlank())
                    .map(Path::of)
                    .distinct()
                    .toList();
        } catch (InvalidPathException noPath) {
            throw none("the list of kubeconfigs has an entry that is not a path");
        }
    }

    private static FederationException none(String problem) {
        return new FederationException(
                ErrorClass.INPUT,
                SafeText.of(problem),
                "Name one with --kubeconfig PATH[:PATH...] or $KUBECONFIG.");
    }
}
