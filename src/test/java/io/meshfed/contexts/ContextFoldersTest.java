package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Mesh;
import io.meshfed.model.Trees;
import io.meshfed.testing.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The folders of manifests: what lies where, and that nothing lies there in vain. */
class ContextFoldersTest {

    private static final String FILES = "io.meshfed.contexts.ContextFolder#all";

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("every mesh of the file has its steps in a folder of its cluster, and no other")
    void layout(ContextFolder context) {
        Set<String> wanted = new TreeSet<>();
        for (Mesh mesh : context.federation().meshes()) {
            wanted.add(mesh.cluster().name() + "/operators");
            for (String step : List.of("infra", "mesh", "app")) {
                wanted.add("%s/%s/%s".formatted(mesh.cluster().name(), mesh.name(), step));
            }
        }
        Set<String> found = new TreeSet<>();
        for (Path folder : context.kustomizations()) {
            Path path = context.root().relativize(folder);
            if (!path.startsWith("base")) {
                found.add(path.subpath(0, Math.min(3, path.getNameCount())).toString());
            }
        }
        found.removeIf(path -> path.endsWith("/patterns") || path.endsWith("/releases"));

        assertEquals(wanted, found);
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("every kustomization says at its top which cluster, mesh and step it is of")
    void heads(ContextFolder context) {
        List<String> wrong = new ArrayList<>();
        for (Path folder : context.kustomizations()) {
            Path path = context.root().relativize(folder);
            String text = Kustomization.text(folder.resolve(Kustomization.FILE));
            String head =
                    text.lines()
                            .takeWhile(line -> line.startsWith("#"))
                            .collect(Collectors.joining("\n"));
            List<String> said = new ArrayList<>();
            if (path.startsWith("base")) {
                said.add("# Shared by all ");
            } else {
                said.add("# Cluster %s, ".formatted(path.getName(0)));
                said.add(
                        path.endsWith("operators")
                                ? "once for all its meshes"
                                : "mesh %s, ".formatted(path.getName(1)));
                if (head.contains("meshfed apply-manifests")) {
                    said.add("meshfed apply-manifests %s --".formatted(folder));
                    said.add(" -f %s".formatted(context.root().resolve("federation.yaml")));
                } else {
                    assertTrue(path.getNameCount() > 3, path + " names no command");
                }
            }
            said.removeIf(head::contains);
            said.forEach(part -> wrong.add(path + ": " + part));
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("every file has a part in a folder that is applied")
    void reached(ContextFolder context) {
        Set<Path> reached = new HashSet<>();
        for (Path folder : context.kustomizations()) {
            if (!folder.startsWith(context.root().resolve("base"))) {
                reached.addAll(Kustomization.in(folder).files());
            }
        }
        List<Path> left = new ArrayList<>(context.files());
        left.removeAll(reached);
        // A file of meshfed's own, to be copied and named by whoever wants it.
        left.remove(context.root().resolve("promotion.yaml.example"));

        assertEquals(
                List.of(
                        context.root().resolve("README.md"),
                        context.root().resolve("federation.yaml")),
                left);
        assertTrue(reached.size() > 30, reached::toString);
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("no kustomization reaches out of its context, nor into the network")
    void staysInside(ContextFolder context) {
        for (Path folder : context.kustomizations()) {
            for (Path file : Kustomization.in(folder).files()) {
                assertTrue(file.normalize().startsWith(context.root()), file::toString);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("no object is applied twice to one cluster")
    void noDuplicates(ContextFolder context) {
        context.federation()
                .clusters()
                .forEach(
                        cluster -> {
                            Map<String, Long> seen =
                                    context.objects(cluster.name()).stream()
                                            .collect(
                                                    Collectors.groupingBy(
                                                            Kustomization::id,
                                                            TreeMap::new,
                                                            Collectors.counting()));
                            seen.values().removeIf(times -> times == 1);
                            assertEquals(Map.of(), seen);
                        });
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("every namespace that is used is made there, or is there on every OpenShift")
    void namespaces(ContextFolder context) {
        context.federation()
                .clusters()
                .forEach(
                        cluster -> {
                            List<Map<String, Object>> objects = context.objects(cluster.name());
                            Set<String> made = new TreeSet<>(Set.of("", "openshift-operators"));
                            ContextFolder.kind(objects, "Namespace")
                                    .forEach(o -> made.add(text(o, "metadata", "name")));
                            for (Map<String, Object> object : objects) {
                                String namespace =
                                        Trees.text(object, "metadata", "namespace").orElse("");
                                assertTrue(made.contains(namespace), () -> "" + object);
                                assertEquals(
                                        namespace.isEmpty(),
                                        text(object, "kind").equals("Namespace"),
                                        () -> Kustomization.id(object));
                            }
                        });
    }

    @Test
    @DisplayName("what both contexts have in common is the same, byte for byte")
    void sharedBases() {
        ContextFolder one = ContextFolder.named("aro-rosa");
        ContextFolder other = ContextFolder.named("east-west");

        assertEquals(bases(one), bases(other));
        assertFalse(bases(one).isEmpty());
    }

    @Test
    @DisplayName(
            "every pattern that the guide of east-west names has a folder, and the other way round")
    void patterns() {
        String guide = Kustomization.text(Path.of("contexts/east-west/README.md"));
        for (String pattern : List.of("standard", "mirror", "balance", "failover")) {
            assertTrue(guide.contains("\n| `" + pattern + "` | "), pattern);
            assertTrue(guide.contains("--pattern " + pattern), pattern);
            Path folder = Path.of("contexts/east-west/aro/east/patterns", pattern);
            assertFalse(Kustomization.in(folder).objects().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("every YAML file holds objects, each with a version, a kind and a name")
    void parses(ContextFolder context) {
        for (Path file : context.files()) {
            if (file.toString().endsWith(".yaml")) {
                List<Map<String, Object>> objects = Yaml.all(Kustomization.text(file));
                assertFalse(objects.isEmpty(), file::toString);
                for (Map<String, Object> object : objects) {
                    text(object, "apiVersion");
                    text(object, "kind");
                }
            }
        }
    }

    private static Map<String, String> bases(ContextFolder context) {
        Path base = context.root().resolve("base");
        return context.files().stream()
                .filter(file -> file.startsWith(base))
                .collect(
                        Collectors.toMap(
                                file -> base.relativize(file).toString(), Kustomization::text));
    }

    private static String text(Map<String, Object> object, String... path) {
        return Trees.text(object, path).orElseThrow();
    }
}
