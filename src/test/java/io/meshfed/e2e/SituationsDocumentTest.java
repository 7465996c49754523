package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.steps.verify.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the table of situations")
class SituationsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/situations.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern REASON = Pattern.compile("[a-z]+(-[a-z]+)+|frozen|stale");
    private static final Pattern CLASS = Pattern.compile("[A-Z]+(-[A-Z]+)*");
    private static final Set<String> RESULTS = Set.of("lingering-trust", "share-trust");
    private static final int FEWEST = 30;

    /** What happened, what is seen, what meshfed does, the cure, the test. */
    private static List<List<String>> rows() throws IOException {
        List<List<String>> rows =
                Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.startsWith("| ") && !line.startsWith("| Situation"))
                        .filter(line -> !line.startsWith("| ---"))
                        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ")))
                        .toList();
        assertTrue(rows.size() >= FEWEST, () -> "only " + rows.size());
        rows.forEach(row -> assertEquals(5, row.size(), row::toString));
        return rows;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Test
    @DisplayName("shows no reason and no class that the product does not know")
    void knownWords() throws IOException {
        Set<String> reasons =
                Arrays.stream(Reason.values()).map(Reason::word).collect(Collectors.toSet());
        Set<String> classes =
                Arrays.stream(ErrorClass.values())
                        .map(known -> known.name().replace('_', '-'))
                        .collect(Collectors.toSet());
        for (List<String> row : rows()) {
            for (String word : found(CODE, row.get(1) + row.get(2))) {
                if (REASON.matcher(word).matches() && !RESULTS.contains(word)) {
                    assertTrue(reasons.contains(word), () -> word + " in " + row);
                } else if (CLASS.matcher(word).matches()) {
                    assertTrue(classes.contains(word), () -> word + " in " + row);
                }
            }
        }
    }

    @Test
    @DisplayName("tells of every reason that waiting does not cure")
    void allHopeless() throws IOException {
        Set<String> told = new TreeSet<>();
        rows().forEach(row -> told.addAll(found(CODE, row.get(1))));

        assertEquals(
                List.of(),
                Arrays.stream(Reason.values())
                        .filter(reason -> !reason.waitingHelps())
                        .map(Reason::word)
                        .filter(word -> !told.contains(word))
                        .toList());
    }

    @Test
    @DisplayName("quotes only what the product says")
    void realMessages() throws IOException {
        String product = product();
        for (List<String> row : rows()) {
            for (String message : found(QUOTED, row.get(1) + row.get(2) + row.get(3))) {
                assertTrue(product.contains(message), () -> message + " in " + row);
            }
        }
    }

    /** The sources, with text joined that stands in several pieces. */
    private static String product() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(SituationsDocumentTest::read)
                    .collect(Collectors.joining("\n"))
                    .replaceAll("\"\\s*\\+\\s*\"", "");
        }
    }

    @Test
    @DisplayName("names for each row a test that exists")
    void provedBy() throws IOException {
        for (List<String> row : rows()) {
            String[] test = found(CODE, row.get(4)).get(0).split("\\.");
            try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
                String source =
                        files.filter(file -> file.endsWith(test[0] + ".java"))
                                .map(SituationsDocumentTest::read)
                                .collect(Collectors.joining());
                assertTrue(source.contains("void " + test[1] + "("), row::toString);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
