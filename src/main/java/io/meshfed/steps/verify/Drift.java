package io.meshfed.steps.verify;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds where an object is not as the federation file asks, without asking the API server. */
public final class Drift {

    private Drift() {}

    /**
     * The fields of the desired content that are missing or different, sorted, each with its kind:
     * {@code ServiceMeshPeer spec.security.clientID}. Fields that others added do not count.
     */
    public static List<String> between(Manifest desired, ClusterObject actual) {
        List<String> paths = new ArrayList<>();
        compare("", desired.content(), actual.tree(), paths);
        return paths.stream()
                .sorted()
                .map(path -> desired.ref().type().kind() + " " + path)
                .toList();
    }

    private static void compare(
            String at,
            Map<String, Object> desired,
            Map<String, Object> actual,
            List<String> paths) {
        for (Map.Entry<String, Object> field : new TreeMap<>(desired).entrySet()) {
            String path = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
            Object wanted = field.getValue();
            Object found = actual.get(field.getKey());
            if (wanted instanceof Map<?, ?> && found instanceof Map<?, ?>) {
                compare(path, Trees.object(wanted), Trees.object(found), paths);
            } else if (!same(wanted, found)) {
                paths.add(path);
            }
        }
    }

    /** An empty list or map that the server dropped is the same as one it kept; 8188 is 8188L. */
    private static boolean same(Object wanted, Object found) {
        if (wanted instanceof Number one && found instanceof Number other) {
            return one.longValue() == other.longValue();
        }
        if (found == null) {
            return wanted instanceof List<?> list && list.isEmpty()
                    || wanted instanceof Map<?, ?> map && map.isEmpty();
        }
        if (wanted instanceof List<?> one && found instanceof List<?> other) {
            return sameElements(one, other);
        }
        if (wanted instanceof Map<?, ?> && found instanceof Map<?, ?>) {
            List<String> paths = new ArrayList<>();
            compare("", Trees.object(wanted), Trees.object(found), paths);
            return paths.isEmpty();
        }
        return wanted.equals(found);
    }

    private static boolean sameElements(List<?> wanted, List<?> found) {
        if (wanted.size() != found.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!same(wanted.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }
}
