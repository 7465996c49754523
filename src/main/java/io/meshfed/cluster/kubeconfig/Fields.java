package io.meshfed.cluster.kubeconfig;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of one entry of a kubeconfig, and the file they stand in: relative paths are relative
 * to it. An absent field is empty; a field of the wrong type is INPUT.
 *
 * @param what the entry in messages: {@code user 'aro'}
 */
record Fields(String what, Path file, Map<String, Object> tree) {

    private static final List<String> PATHS =
            List.of("certificate-authority", "client-certificate", "client-key", "tokenFile");

    Fields {
        requireNonNull(what);
        requireNonNull(file);
        tree = Map.copyOf(tree);
    }

    String text(String key) {
        Object value = tree.getOrDefault(key, "");
        if (value instanceof String text) {
            return text;
        }
        throw wrong(key, "must be a text");
    }

    boolean flag(String key) {
        return switch (text(key)) {
            case "", "false" -> false;
            case "true" -> true;
            default -> throw wrong(key, "must be true or false");
        };
    }

    List<String> texts(String key) {
        Object value = tree.getOrDefault(key, List.of());
        if (value.equals("")) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return Trees.texts(list);
        }
        throw wrong(key, "must be a list of texts");
    }

    Fields child(String key) {
        Object value = tree.getOrDefault(key, Map.of());
        if (value.equals("")) {
            return new Fields(what + ", " + key, file, Map.of());
        }
        if (value instanceof Map<?, ?> map) {
            return new Fields(what + ", " + key, file, Trees.object(map));
        }
        throw wrong(key, "must be a map");
    }

    /** What a field {@code <key>-data} holds in base64, or the file that {@code <key>} names. */
    String content(String key) {
        String data = text(key + "-data");
        if (!data.isEmpty()) {
            return decoded(key + "-data", data);
        }
        return text(key).isEmpty() ? "" : SmallFiles.read(path(key), what + ", " + key);
    }

    private String decoded(String key, String data) {
        try {
            byte[] bytes = Base64.getDecoder().decode(data.replaceAll("[\r\n]", ""));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw wrong(key, "is not base64");
        }
    }

    Path path(String key) {
        try {
            return file.toAbsolutePath().resolveSibling(text(key));
        } catch (InvalidPathException notAPath) {
            throw wrong(key, "is not a path");
        }
    }

    /**
     * Relative paths in two folders lead to two files; what tools note for themselves is nothing.
     */
    boolean meansTheSameAs(Fields other) {
        return meaning().equals(other.meaning()) && paths().equals(other.paths());
    }

    private Map<String, Object> meaning() {
        Map<String, Object> meaning = new TreeMap<>(tree);
        meaning.remove("extensions");
        return meaning;
    }

    private List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        for (String key : PATHS) {
            if (!text(key).isEmpty()) {
                paths.add(path(key).normalize());
            }
        }
        if (child("exec").text("command").contains("/")) {
            paths.add(child("exec").path("command").normalize());
        }
        return paths;
    }

    FederationException wrong(String key, String why) {
        return problem("%s %s".formatted(SafeText.of(key), why), "Correct it there.");
    }

    FederationException problem(String problem, String remedy) {
        return new FederationException(
                ErrorClass.INPUT,
                "kubeconfig %s: %s: %s"
                        .formatted(SafeText.of(file.toString()), SafeText.of(what), problem),
                remedy);
    }
}
