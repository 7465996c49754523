package io.meshfed.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinterTest {

    @TempDir Path folder;

    static Stream<String> codes() {
        return BrokenFiles.rules().stream().map(Rule::code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codes")
    @DisplayName("a broken file gives the code of its rule, at its line, and nothing else")
    void everyRuleFindsItsFile(String code) {
        Path file = BrokenFiles.of(code);

        List<String> found =
                BrokenFiles.findings(file).stream()
                        .map(finding -> finding.code() + ":" + finding.line())
                        .toList();

        assertEquals(List.of(code + ":" + BrokenFiles.markedLine(file)), found);
    }

    @Test
    @DisplayName("every broken file belongs to a rule, and every code is there once")
    void filesAndRulesMatch() {
        List<String> codes = codes().toList();
        TreeSet<String> files = new TreeSet<>();
        BrokenFiles.all().forEach(file -> files.add(file.getFileName().toString()));

        assertEquals(codes.size(), new TreeSet<>(codes).size());
        assertEquals(new TreeSet<>(codes.stream().map(code -> code + ".yaml").toList()), files);
    }

    @Test
    @DisplayName("good files give nothing")
    void goodFilesPass() {
        assertEquals(List.of(), BrokenFiles.findings(BrokenFiles.GOOD));
    }

    @Test
    @DisplayName("the steps and pipelines that ship give nothing, warnings included")
    void treePasses() {
        List<Path> tree =
                Stream.of("steps", "pipelines").map(Path::of).filter(Files::exists).toList();
        if (!tree.isEmpty()) {
            StepDefinitions steps =
                    StepDefinitions.near(tree)
                            .map(StepDefinitions::read)
                            .orElse(StepDefinitions.NONE);

            assertEquals(List.of(), new Linter(HouseScope.LABELLED, steps).lint(tree).findings());
        }
    }

    @Test
    @DisplayName("a Pipeline and the Task in another file are held against each other")
    void looksAcrossFiles() throws IOException {
        Files.writeString(folder.resolve("pipeline.yaml"), half("missing-param", 0));
        Files.writeString(folder.resolve("task.yaml"), half("missing-param", 1));

        List<Finding> found = BrokenFiles.findings(folder);

        assertEquals(1, found.size());
        assertEquals("missing-param", found.get(0).code());
        assertTrue(found.get(0).file().endsWith("pipeline.yaml"), found.toString());
    }

    private static String half(String code, int part) {
        return BrokenFiles.text(BrokenFiles.of(code)).split("---\n")[part];
    }

    @Test
    @DisplayName("house rules ask nothing of files of others, unless told to")
    void houseRulesNeedTheLabel() throws IOException {
        Path file = folder.resolve("task.yaml");
        String others =
                BrokenFiles.text(BrokenFiles.of("house-script"))
                        .replace("    app.kubernetes.io/part-of: meshfed\n", "");
        Files.writeString(file, others);

        assertEquals(List.of(), BrokenFiles.findings(file));
        assertFalse(
                new Linter(HouseScope.ALL, BrokenFiles.STEPS)
                        .lint(List.of(file))
                        .findings()
                        .isEmpty());
    }

    @Test
    @DisplayName("without steps.json what needs it is skipped, and said to be")
    void saysWhatItSkips() {
        Path file = BrokenFiles.of("house-option");

        LintReport report =
                new Linter(HouseScope.LABELLED, StepDefinitions.NONE).lint(List.of(file));

        assertEquals(List.of(), report.findings());
        assertEquals(1, report.notices().size());
    }

    @Test
    @DisplayName("aliases that multiply end in a finding, not in a full memory")
    void aliasesCannotMultiply() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i <= 24; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        Path file = folder.resolve("bomb.yaml");
        Files.writeString(file, bomb);

        assertEquals(
                List.of("yaml"), BrokenFiles.findings(file).stream().map(Finding::code).toList());
    }

    @Test
    @DisplayName("a name that is null is no name")
    void nullIsNothing() throws IOException {
        Path file = folder.resolve("task.yaml");
        Files.writeString(
                file, BrokenFiles.text(BrokenFiles.of("resource-name")).replace("It_is", "null"));

        assertEquals(
                List.of("resource-name"),
                BrokenFiles.findings(file).stream().map(Finding::code).toList());
    }

    @Test
    @DisplayName("an escape sequence in a file does not reach the terminal")
    void textIsSafe() throws IOException {
        Path file = folder.resolve("task.yaml");
        Files.writeString(
                file,
                "apiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: \"\\e[31m\"}\nspec: {steps: []}\n");

        BrokenFiles.findings(file)
                .forEach(finding -> assertFalse(finding.problem().contains("\u001b")));
    }

    @Test
    @DisplayName("a path that is not there, and a folder without YAML, are wrong input")
    void namesWhatIsMissing() {
        for (Path path : List.of(folder.resolve("nowhere"), folder)) {
            FederationException refused =
                    assertThrows(FederationException.class, () -> BrokenFiles.findings(path));
            assertEquals(ErrorClass.INPUT, refused.errorClass());
            assertTrue(refused.getMessage().contains(folder.toString()), refused.getMessage());
        }
    }
}
