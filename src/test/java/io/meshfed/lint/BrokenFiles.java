package io.meshfed.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One file per rule, named after its code, that breaks this rule and no other. */
final class BrokenFiles {

    static final Path FOLDER = Path.of("src/test/resources/lint");
    static final Path GOOD = FOLDER.resolve("good");
    static final StepDefinitions STEPS = StepDefinitions.read(FOLDER.resolve("steps.json"));

    /** Stands in the line that a finding must name. */
    private static final String MARK = "# broken";

    private BrokenFiles() {}

    static List<Rule> rules() {
        List<Rule> all = new ArrayList<>(List.of(AdmissionRule.values()));
        all.addAll(List.of(RunRule.values()));
        all.addAll(List.of(HouseRule.values()));
        return all;
    }

    static Path of(String code) {
        return FOLDER.resolve(code + ".yaml");
    }

    static List<Path> all() {
        return yaml(FOLDER, 1);
    }

    /** Those that ship with the project: none where the folder is not there yet. */
    static List<Path> tree() {
        return Stream.of("steps", "pipelines")
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(folder -> yaml(folder, 9).stream())
                .toList();
    }

    static List<Path> yaml(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().matches(".*\\.yaml(\\.example)?"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static int markedLine(Path file) {
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(MARK)) {
                return i + 1;
            }
        }
        throw new AssertionError(file + " marks no line");
    }

    /**
     * The definitions that belong to a file of the project: those of the program, or of the tests.
     */
    static StepDefinitions stepsOf(Path file) {
        return file.startsWith(FOLDER)
                ? STEPS
                : StepDefinitions.near(List.of(file))
                        .map(StepDefinitions::read)
                        .orElse(StepDefinitions.NONE);
    }

    static List<Finding> findings(Path... files) {
        return new Linter(HouseScope.LABELLED, STEPS).lint(List.of(files)).findings();
    }
}
