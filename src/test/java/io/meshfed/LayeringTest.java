package io.meshfed;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds the arrows between packages, and the few rules that keep files readable. */
class LayeringTest {

    private static final Path MAIN = Path.of("src/main/java/io/meshfed");
    private static final Path TEST = Path.of("src/test/java/io/meshfed");

    /** Package to the packages that it may import; {@code cli} may import all. */
    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    entry("model", Set.of()),
                    entry("report", Set.of("model")),
                    entry("resource", Set.of("model")),
                    entry("process", Set.of()),
                    entry("cluster", Set.of("process", "report", "model")),
                    entry("manifests", Set.of("process", "yaml", "report", "model")),
                    entry("engine", Set.of("cluster", "report", "model")),
                    entry("probe", Set.of("report", "model")),
                    entry(
                            "gates",
                            Set.of("promotion", "cluster", "probe", "process", "report", "model")),
                    entry("traffic", Set.of("resource", "report", "model")),
                    entry(
                            "steps",
                            Set.of(
                                    "manifests",
                                    "gates",
                                    "engine",
                                    "cluster",
                                    "probe",
                                    "traffic",
                                    "resource",
                                    "promotion",
                                    "report",
                                    "model")),
                    entry(
                            "pipelines",
                            Set.of("steps", "engine", "cluster", "resource", "report", "model")),
                    entry("yaml", Set.of("report", "model")),
                    entry("promotion", Set.of("cluster", "model")),
                    entry("contexts", Set.of("promotion", "yaml", "report", "model")),
                    entry("lint", Set.of("yaml", "report", "model")),
                    entry("catalog", Set.of("yaml", "report", "model")),
                    entry("tekton", Set.of("cluster", "report", "model")),
                    entry("sandbox", Set.of("report", "model")));

    private static final Pattern OWN_IMPORT =
            Pattern.compile("(?m)^import (?:static )?io\\.meshfed\\.([a-z]+)");
    private static final Pattern OWN_NAME_IN_CODE =
            Pattern.compile("(?<![\\w.])io\\.meshfed\\.([a-z]+)\\.");
    private static final Pattern CLIENT_IMPORT = Pattern.compile("(?m)^import .*io\\.fabric8");

    @Test
    @DisplayName("packages import only what their arrow allows")
    void importsFollowTheArrows() {
        List<String> violations = new ArrayList<>();
        for (Path file : sources(MAIN)) {
            String from = packageOf(file);
            if (from.equals("cli")) {
                continue;
            }
            Set<String> allowed = new TreeSet<>(ARROWS.getOrDefault(from, Set.of()));
            allowed.add(from);
            for (Pattern pattern : List.of(OWN_IMPORT, OWN_NAME_IN_CODE)) {
                Matcher imported = pattern.matcher(code(file));
                while (imported.find()) {
                    if (!allowed.contains(imported.group(1))) {
                        violations.add("%s -> %s in %s".formatted(from, imported.group(1), file));
                    }
                }
            }
        }
        assertEquals(List.of(), violations);
    }

    @Test
    @DisplayName("every package has its place in the arrows")
    void everyPackageIsKnown() {
        Set<String> known = new TreeSet<>(ARROWS.keySet());
        known.add("cli");
        Set<String> found = new TreeSet<>();
        sources(MAIN).forEach(file -> found.add(packageOf(file)));
        found.removeAll(known);
        assertEquals(Set.of(), found);
    }

    @Test
    @DisplayName("nothing but the packages cluster and tekton sees the Kubernetes client")
    void onlyClusterSeesTheClient() {
        List<Path> seeing =
                sources(MAIN).stream()
                        .filter(file -> !Set.of("cluster", "tekton").contains(packageOf(file)))
                        .filter(file -> CLIENT_IMPORT.matcher(text(file)).find())
                        .toList();
        assertEquals(List.of(), seeing);
    }

    @Test
    @DisplayName(
            "what a promotion is knows no clusters: of that package it sees how JSON is written")
    void promotionsStayPure() {
        List<Path> seeing =
                sources(MAIN).stream()
                        .filter(file -> packageOf(file).equals("promotion"))
                        .filter(
                                file ->
                                        code(file)
                                                .replace("io.meshfed.cluster.json.Json", "")
                                                .contains("io.meshfed.cluster"))
                        .toList();
        assertEquals(List.of(), seeing);
    }

    @Test
    @DisplayName("no step outside steps.promotion sees it")
    void promotionIsBuiltUponSteps() {
        Path promotion = MAIN.resolve("steps/promotion");
        List<Path> seeing =
                sources(MAIN).stream()
                        .filter(file -> packageOf(file).equals("steps"))
                        .filter(file -> !file.startsWith(promotion))
                        .filter(file -> code(file).contains("io.meshfed.steps.promotion"))
                        .toList();
        assertEquals(List.of(), seeing);
    }

    @Test
    @DisplayName("no file is longer than 300 lines")
    void filesStayShort() {
        List<String> tooLong = new ArrayList<>();
        for (Path root : List.of(MAIN, TEST)) {
            for (Path file : sources(root)) {
                long lines = text(file).lines().count();
                if (lines > 300) {
                    tooLong.add("%s: %d".formatted(file, lines));
                }
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    @DisplayName("the product waits for things with a name and a limit, it never sleeps")
    void nothingSleeps() {
        List<Path> sleeping =
                sources(MAIN).stream().filter(file -> text(file).contains("Thread.sleep")).toList();
        assertEquals(List.of(), sleeping);
    }

    @Test
    @DisplayName("the client library never chooses a cluster, a credential or a retry by itself")
    void theClientIsConfiguredFieldByField() {
        List<Path> choosing =
                sources(MAIN).stream()
                        .filter(
                                file ->
                                        code(file)
                                                .matches(
                                                        "(?s).*\\b(autoConfigure|fromKubeconfig)\\b.*"))
                        .toList();
        assertEquals(List.of(), choosing);
    }

    private static String packageOf(Path file) {
        return MAIN.relativize(file).getName(0).toString();
    }

    private static List<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The text without comments, in which other packages may well be named. */
    private static String code(Path file) {
        return text(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)//.*$", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
