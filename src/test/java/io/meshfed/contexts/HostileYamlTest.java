package io.meshfed.contexts;

import static io.meshfed.contexts.FederationFiles.MINIMAL;
import static io.meshfed.contexts.FederationFiles.problemsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileYamlTest {

    @Test
    @DisplayName("an alias bomb is refused before it is built")
    void refusesBomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 60; i++) {
            String aliases = ("*a" + (i - 1) + ", ").repeat(9);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, aliases));
        }

        assertTimeout(
                Duration.ofSeconds(5),
                () ->
                        assertEquals(
                                List.of("f.yaml:7:35: cannot be read: more than 50 aliases"),
                                problemsOf(bomb.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[{a: "})
    @DisplayName("endless nesting is refused and no stack overflows")
    void refusesDepth(String level) {
        List<String> problems = problemsOf(level.repeat(100_000));

        assertTrue(problems.get(0).contains("nested deeper than 50 levels"), problems.toString());
    }

    @Test
    @DisplayName("an alias inside of itself, tags and a second document are refused")
    void refusesOddities() {
        assertEquals(
                List.of("f.yaml:1:8: cannot be read: an alias inside of what it stands for"),
                problemsOf("a: &a [*a]"));
        assertEquals(
                List.of("f.yaml:1:4: cannot be read: tags are not read here; quote text instead"),
                problemsOf("a: !!java.net.URL [http://x]"));
        assertEquals(
                List.of(
                        "f.yaml:12:1: cannot be read: a second document begins; one federation is"
                                + " one file"),
                problemsOf(MINIMAL + "---\na: b\n"));
    }

    @Test
    @DisplayName("merge keys, which YAML 1.2 does not have, are refused")
    void refusesMergeKeys() {
        assertEquals(
                List.of(
                        "f.yaml:9:11: cannot be read: merge keys are not read here; write the keys"
                                + " out"),
                problemsOf(
                        MINIMAL.replace("east: {", "east: &e {")
                                .replace("west: {", "west: { <<: *e,")));
    }

    @Test
    @DisplayName("aliases as a shorthand are read")
    void readsAliases() {
        String text =
                MINIMAL
                        + "    exports:\n"
                        + "      - { from: east, namespace: a, labels: &l { federate: 'yes' } }\n"
                        + "      - { from: west, namespace: b, labels: *l }\n";

        assertEquals(
                2, FederationFiles.parse(text).federation().peerings().get(0).exports().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n", "---\n# nothing\n...\n"})
    @DisplayName("C12: an empty file is not a wish to remove everything")
    void refusesEmpty(String text) {
        String problem = problemsOf(text).get(0);

        assertTrue(
                problem.contains("wish to remove everything") || problem.contains("not empty"),
                problem);
    }

    @Test
    @DisplayName("a byte order mark and Windows line ends are read")
    void readsWindowsFiles() {
        String text = "\ufeff" + MINIMAL.replace("\n", "\r\n");

        assertEquals("aro-rosa", FederationFiles.parse(text).federation().name());
    }

    @Test
    @DisplayName("text of more than 1 MiB is refused unread")
    void refusesSize() {
        assertEquals(
                List.of("f.yaml:1:1: is larger than 1 MiB"), problemsOf("[".repeat(5_000_000)));
    }

    @Test
    @DisplayName("thousands of mistakes are cut to a hundred")
    void cutsList() {
        List<String> problems = problemsOf("k: v\n".repeat(500));

        assertEquals(101, problems.size());
        assertEquals("and 406 more", problems.get(100));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("a file with any mistake is read or refused as INPUT, nothing else")
    void survivesMutation(long seed) {
        Random random = new Random(seed);
        String pieces = "\n\t :-[]{},&*!|>'\"%@`?#\0ax1\u2028\ufeff";
        for (int i = 0; i < 700; i++) {
            StringBuilder text = new StringBuilder(FederationFiles.FULL);
            for (int mistakes = random.nextInt(4); mistakes >= 0; mistakes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
                    default -> text.delete(at, Math.min(text.length() - 1, at + 40));
                }
            }
            try {
                FederationFiles.parse(text.toString());
            } catch (FederationException e) {
                assertEquals(ErrorClass.INPUT, e.errorClass());
                assertTrue(e.details().stream().allMatch(line -> line.startsWith("f.yaml:")));
            }
        }
    }
}
