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
        Map<String, Path> files = files();
        Set<String> refusedByTekton = refusedByTekton(files);
        Set<String> differences = new TreeSet<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            boolean ours = weRefuse(file.getValue());
            boolean theirs = refusedByTekton.contains(file.getKey());
            if (ours != theirs) {
                differences.add(file.getKey() + (ours ? "" : ": only Tekton refuses it"));
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

    private static boolean weRefuse(Path file) {
        return new Linter(HouseScope.LABELLED, BrokenFiles.stepsOf(file))
                        .lint(List.of(file))
                        .count(Severity.ERROR)
                > 0;
    }

    /** By the names of copies that Tekton's program reads: it passes samples by. */
    private Map<String, Path> files() throws IOException {
        List<Path> files = new ArrayList<>(BrokenFiles.all());
        files.addAll(BrokenFiles.yaml(BrokenFiles.GOOD, 1));
        files.addAll(BrokenFiles.tree());
        Map<String, Path> byName = new TreeMap<>();
        for (Path file : files) {
            String name =
                    file.getParent().equals(BrokenFiles.FOLDER)
                            ? file.getFileName().toString().replace(".yaml", "")
                            : file.toString().replaceAll("[/\\\\]", "_");
            Files.copy(file, folder.resolve(name + ".yaml"));
            byName.put(name, file);
        }
        return byName;
    }

    private Set<String> refusedByTekton(Map<String, Path> files) throws Exception {
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
        refused.retainAll(files.keySet());
        return refused;
    }
}
