package io.meshfed;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Holds the bugs that src/mutants/run.sh plants against the sources that they are planted in: one
 * whose place is gone catches nothing any more.
 */
class SeededBugsTest {

    private static final Path FOLDER = Path.of("src/mutants");
    private static final Path DOCUMENT = Path.of("docs/reliability.md");
    private static final Path TESTS = Path.of("src/test/java");

    /** A patch, with the two lines of ours before it. */
    private record Bug(String name, List<String> lines) {

        String told(String key) {
            return lines.stream()
                    .filter(line -> line.startsWith(key + ": "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " has no line " + key))
                    .substring(key.length() + 2);
        }

        List<String> tests() {
            return Arrays.asList(told("Caught by").split(","));
        }

        String row() {
            String tests = "`" + String.join("`, `", tests()) + "`";
            return "| `%s` | %s | %s |".formatted(name, told("Bug"), tests);
        }

        /** What the patch expects to find, hunk by hunk. */
        List<String> hunks() {
            List<String> hunks = new ArrayList<>();
            StringBuilder hunk = new StringBuilder();
            boolean inside = false;
            for (String line : lines) {
                if (line.startsWith("@@ ")) {
                    if (inside) {
                        hunks.add(hunk.toString());
                    }
                    hunk.setLength(0);
                    inside = true;
                } else if (inside && (line.startsWith(" ") || line.startsWith("-"))) {
                    hunk.append(line.substring(1)).append('\n');
                }
            }
            hunks.add(hunk.toString());
            return hunks;
        }
    }

    @Test
    @DisplayName("each seeded bug still has its place in the sources")
    void placesAreThere() {
        assertAll(
                bugs().stream()
                        .map(
                                bug ->
                                        () -> {
                                            String source = text(source(bug));
                                            for (String hunk : bug.hunks()) {
                                                assertTrue(
                                                        source.contains(hunk),
                                                        bug.name() + " does not fit any more");
                                            }
                                        }));
    }

    @Test
    @DisplayName("each seeded bug names tests that there are")
    void testsAreThere() {
        List<String> missing =
                bugs().stream()
                        .flatMap(bug -> bug.tests().stream())
                        .map(test -> test.split("#")[0])
                        .distinct()
                        .filter(test -> !present(test))
                        .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    @DisplayName("the document lists the seeded bugs, twenty or more, and no others")
    void documented() {
        List<String> rows =
                text(DOCUMENT).lines().filter(line -> line.matches("\\| `\\d\\d-.*")).toList();

        assertEquals(bugs().stream().map(Bug::row).toList(), rows);
        assertTrue(rows.size() >= 20, () -> "only " + rows.size());
    }

    private static Path source(Bug bug) {
        return bug.lines().stream()
                .filter(line -> line.startsWith("+++ b/"))
                .map(line -> Path.of(line.substring("+++ b/".length())))
                .findFirst()
                .orElseThrow();
    }

    private static boolean present(String test) {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.anyMatch(file -> file.endsWith(test + ".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Bug> bugs() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .map(
                            file ->
                                    new Bug(
                                            file.getFileName().toString().replace(".patch", ""),
                                            text(file).lines().toList()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
