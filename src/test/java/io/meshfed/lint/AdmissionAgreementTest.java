package io.meshfed.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The linter and Tekton's own admission code say the same of every file. */
class AdmissionAgreementTest {

    private static final Path TEKTON = Path.of("../shared/tools/tekton-validate.sh");

    /** Code and reason, a line each: what we refuse and Tekton admits. */
    private static final Path DIFFERENCES = BrokenFiles.FOLDER.resolve("differences.txt");

    private static final Pattern REFUSED = Pattern.compile("(?m)^(.*), document \\d+: ");
    private static final Pattern DONE =
            Pattern.compile("(?s).*\\d+ Tekton documents, \\d+ problems\\s*");
    private static final int FIRST_BUILD_MINUTES = 10;

    @TempDir Path folder;

    @Test
    @DisplayName("Tekton refuses what we refuse and nothing else, but for the table of differences")
    void agreesWithTekton() throws Exception {
        Map<String, Path> copies = copies();
        Set<String> refusedByTekton = refusedByTekton(copies);
        Set<String> differences = new TreeSet<>();
        for (Map.Entry<String, Path> copy : copies.entrySet()) {
            boolean ours =
                    BrokenFiles.findings(copy.getValue()).stream()
                            .anyMatch(finding -> finding.severity() == Severity.ERROR);
            boolean theirs = refusedByTekton.contains(copy.getKey());
            if (ours != theirs) {
                differences.add(copy.getKey() + (ours ? "" : ": only Tekton refuses it"));
            }
        }

        assertEquals(new TreeSet<>(table().keySet()), differences);
    }

    @Test
    @DisplayName(
            "the table of differences names only what fails later than on admission, and our own")
    void tableHoldsNoAdmissionRules() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (Rule rule : BrokenFiles.rules()) {
            if (rule.authority() != Authority.ADMISSION && rule.severity() == Severity.ERROR) {
                expected.add(rule.code());
            }
        }

        assertEquals(expected, table().keySet());
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(DIFFERENCES)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\\s+", 2);
                rows.put(cells[0], cells[1]);
            }
        }
        return rows;
    }

    /** Under names that Tekton's program reads: it passes samples by. */
    private Map<String, Path> copies() throws IOException {
        List<Path> files = new ArrayList<>(BrokenFiles.all());
        files.addAll(BrokenFiles.yaml(BrokenFiles.GOOD, 1));
        files.addAll(BrokenFiles.tree());
        Map<String, Path> copies = new TreeMap<>();
        for (Path file : files) {
            String name =
                    file.getParent().equals(BrokenFiles.FOLDER)
                            ? file.getFileName().toString().replace(".yaml", "")
                            : file.toString().replaceAll("[/\\\\]", "_");
            Path copy = folder.resolve(name + ".yaml");
            Files.copy(file, copy);
            copies.put(name, copy);
        }
        return copies;
    }

    private Set<String> refusedByTekton(Map<String, Path> copies) throws Exception {
        assumeTrue(Files.exists(TEKTON), "needs ../shared/tools/tekton-validate.sh");
        Path out = folder.resolve("tekton.out");
        Process process =
                new ProcessBuilder(TEKTON.toString(), folder.toString())
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        boolean ended = process.waitFor(FIRST_BUILD_MINUTES, TimeUnit.MINUTES);
        process.destroy();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assumeTrue(
                ended && DONE.matcher(said).matches(),
                "tekton-validate.sh cannot run here: it needs Go 1.26 and, once, the Go modules");
        Set<String> refused = new TreeSet<>();
        Matcher line = REFUSED.matcher(said);
        while (line.find()) {
            String file = Path.of(line.group(1)).getFileName().toString();
            refused.add(file.substring(0, file.length() - ".yaml".length()));
        }
        refused.retainAll(copies.keySet());
        return refused;
    }
}
