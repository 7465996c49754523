package io.meshfed.sandbox.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the recordings of a real istiod")
class AllRecordingsTest {

    private static final Path HERE = Path.of("src/test/java/io/meshfed/sandbox/mesh");
    private static final int ALLOWED = 26;

    @Test
    @DisplayName("are all played, and nothing is played that was not recorded")
    void allArePlayed() throws IOException {
        Recording.assumeThere();
        try (Stream<Path> files = Files.list(Recording.DIRECTORY)) {
            Set<String> recorded =
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".yaml"))
                            .map(file -> file.replace(".yaml", ""))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(recorded, played());
        }
    }

    @Test
    @DisplayName("are left in few places, each in a recording that is played")
    void fewDifferences() throws IOException {
        List<String> differences = KnownDifferences.lines().toList();
        assertTrue(differences.size() <= ALLOWED, () -> "now " + differences.size());
        Set<String> of =
                differences.stream()
                        .map(line -> line.substring(0, line.indexOf(" | ")))
                        .collect(Collectors.toCollection(TreeSet::new));
        of.removeAll(played());
        assertEquals(Set.of(), of);
    }

    /** The names in the sources of the tests that play recordings. */
    private static Set<String> played() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> tests = Files.list(HERE)) {
            for (Path test :
                    tests.filter(file -> file.toString().endsWith("RecordingsTest.java"))
                            .toList()) {
                Pattern.compile("(?:Recording\\.of|recording|federated)\\(\"(\\w+)\"")
                        .matcher(Files.readString(test))
                        .results()
                        .forEach(call -> names.add(call.group(1)));
            }
        }
        return names;
    }
}
