package io.meshfed.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.cluster.AccessRule;
import io.meshfed.testing.RoleDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some of the Roles and ClusterRoles that {@code steps/<step>/rbac.yaml} holds.
 *
 * @param roles as they stand in the file, without a namespace
 */
record GeneratedRoles(String step, List<RoleDocument> roles) {

    private static final Path STEPS = Path.of("steps");
    private static final String FILE = "rbac.yaml";

    /** What the name of a Role ends with that is for namespaces of services and workloads. */
    private static final String MEMBER = "-member";

    GeneratedRoles {
        roles = List.copyOf(roles);
    }

    /** Of all steps that ask clusters anything, by name. */
    static List<String> steps() {
        try (Stream<Path> folders = Files.list(STEPS)) {
            return folders.filter(folder -> Files.exists(folder.resolve(FILE)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * What every cluster gets, and what is for the given reasons.
     *
     * @param reasons as names of Roles end: {@code managed-gateways}
     */
    static GeneratedRoles of(String step, String... reasons) {
        TreeSet<String> wanted =
                new TreeSet<>(List.of("meshfed-" + step, "meshfed-" + step + MEMBER));
        for (String reason : reasons) {
            wanted.add("meshfed-" + step + "-" + reason);
            wanted.add("meshfed-" + step + MEMBER + "-" + reason);
        }
        return new GeneratedRoles(
                step,
                RoleDocument.all(text(STEPS.resolve(step).resolve(FILE))).stream()
                        .filter(role -> wanted.contains(role.name()))
                        .toList());
    }

    /** One by one, without the names of objects. */
    List<Right> rights() {
        return roles.stream().flatMap(role -> Right.of(role).stream()).sorted().toList();
    }

    GeneratedRoles without(Right taken) {
        return new GeneratedRoles(step, roles.stream().map(role -> without(role, taken)).toList());
    }

    private static RoleDocument without(RoleDocument role, Right taken) {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (AccessRule rule : role.rules()) {
            if (!Right.of(role, rule).equals(taken)) {
                Map<String, Object> tree = new LinkedHashMap<>();
                tree.put("apiGroups", List.of(rule.group()));
                tree.put("resources", List.of(rule.plural()));
                tree.put("verbs", List.of(rule.verb()));
                if (!rule.name().isEmpty()) {
                    tree.put("resourceNames", List.of(rule.name()));
                }
                rules.add(tree);
            }
        }
        Map<String, Object> tree = new LinkedHashMap<>(role.tree());
        tree.put("rules", rules);
        return new RoleDocument(role.namespace(), role.name(), tree);
    }

    /** As one stores them for a mesh without members. */
    String in(String namespace) {
        return in(namespace, namespace);
    }

    /**
     * As one stores them for a mesh: each Role in the namespace of the control plane, or of the
     * services and workloads that it is about.
     */
    String in(String namespace, String member) {
        return roles.stream()
                .map(role -> json(role, role.name().contains(MEMBER) ? member : namespace))
                .collect(Collectors.joining("---\n"));
    }

    private static String json(RoleDocument role, String namespace) {
        Map<String, Object> tree = new LinkedHashMap<>(role.tree());
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", role.name()));
        if (tree.get("kind").equals("Role")) {
            metadata.put("namespace", namespace);
        }
        tree.put("metadata", metadata);
        try {
            return new ObjectMapper().writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A verb on a kind of objects, of a mesh's namespace or of the whole cluster. */
    record Right(String kindOfRole, String group, String resource, String verb)
            implements Comparable<Right> {

        static List<Right> of(RoleDocument role) {
            return role.rules().stream().map(rule -> of(role, rule)).distinct().toList();
        }

        private static Right of(RoleDocument role, AccessRule rule) {
            return new Right(
                    role.tree().get("kind").toString(), rule.group(), rule.plural(), rule.verb());
        }

        /** {@code patch servicemeshpeers.federation.maistra.io}, as refusals say it. */
        @Override
        public String toString() {
            return new AccessRule(verb, group, resource, "", "").toString();
        }

        @Override
        public int compareTo(Right other) {
            return (kindOfRole + this).compareTo(other.kindOfRole + other);
        }
    }
}
