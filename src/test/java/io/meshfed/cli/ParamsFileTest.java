package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("--params-file gives options with no shell in between")
class ParamsFileTest {

    private static final String FILE = "contexts/aro-rosa/federation.yaml";

    @TempDir private Path folder;

    private List<String> expanded(String text, String... typed) throws IOException {
        ParamsFile.Expanded line =
                ParamsFile.expand(CommandModel.root(), command(text, typed).toArray(String[]::new));
        assertTrue(line.wrong().isEmpty(), () -> line.wrong().toString());
        return line.arguments().subList(1, line.arguments().size() - 1 - typed.length);
    }

    private List<String> command(String text, String... typed) throws IOException {
        List<String> words = new java.util.ArrayList<>(List.of("federate"));
        words.addAll(List.of(typed));
        words.add("--params-file=" + file(text));
        return words;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("params"), text);
    }

    @Test
    @DisplayName(
            "strings, numbers, switches, lists and named files; kebab-case or camelCase, JSON or YAML")
    void everyKind() throws IOException {
        List<String> options =
                List.of(
                        "--federation=a b $x 'y'",
                        "--samples=2",
                        "--allow-expiring",
                        "--mesh=east",
                        "--mesh=west",
                        "--dry-run=server",
                        "--result=class=/x",
                        "--result=changed=/y",
                        "--report=junit=/z");

        assertEquals(
                options,
                expanded(
                        """
                        {"federation": "a b $x 'y'", "samples": 2, "allowExpiring": true, "sharedRoot": false,
                         "mesh": ["east", "west"], "dryRun": "server",
                         "result": {"class": "/x", "changed": "/y"}, "report": {"junit": "/z"}}
                        """));
        assertEquals(
                options,
                expanded(
                        """
                        federation: "a b $x 'y'"
                        samples: 2
                        allow-expiring: true
                        mesh: [east, west]
                        dry-run: server
                        result: [class=/x, changed=/y]
                        report: junit=/z
                        """));
    }

    @Test
    @DisplayName("letters of all scripts arrive as they were, escaped or not")
    void letters() throws IOException {
        assertEquals(
                List.of("--federation=münchen/日本/😀\t\"\\"),
                expanded("{\"federation\": \"m\\u00fcnchen/\\u65e5本/\\ud83d\\ude00\\t\\\"\\\\\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout: ''",
        "timeout:",
        "timeout: null",
        "sharedRoot: ''",
        "result: []",
        "''",
        "{}"
    })
    @DisplayName("what is empty is not given")
    void empty(String text) throws IOException {
        assertEquals(List.of(), expanded(text));
    }

    @ParameterizedTest
    @CsvSource({"mesh: ''", "mesh:", "mesh: []", "mesh: ['']", "peering: ''"})
    @DisplayName(
            "what chooses is never empty: a variable that nobody set must not widen what is written")
    void emptyChoice(String text) throws IOException {
        Path file = file(text);
        Cli.Outcome outcome =
                Cli.run("federate", "-f", FILE, "--kubeconfig=/nowhere", "--params-file=" + file);

        assertEquals(10, outcome.exit());
        assertTrue(
                outcome.err().contains("is empty; leave it out, or say * for all"), outcome.err());
    }

    @Test
    @DisplayName("what is typed wins over the file, as a whole and in each spelling")
    void typedWins() throws IOException {
        String text = "{federation: theirs, timeout: 1m, mesh: [a, b]}";

        assertEquals(List.of("--mesh=a", "--mesh=b"), expanded(text, "-f", "mine", "--timeout=5m"));
        assertEquals(List.of("--federation=theirs", "--timeout=1m"), expanded(text, "--mesh", "c"));
        assertEquals(List.of("--timeout=1m"), expanded(text, "-fmine", "--mesh=c"));
        Cli.Outcome outcome =
                Cli.run(
                        "validate",
                        "-f",
                        FILE,
                        "--params-file",
                        file("{federation: no}").toString());
        assertEquals(0, outcome.exit(), outcome.err());
    }

    @Test
    @DisplayName(
            "a file without path is no file: a pipeline leaves empty what it was not asked for")
    void noFile() {
        assertEquals(0, Cli.run("validate", "-f", FILE, "--params-file=").exit());
    }

    @Test
    @DisplayName("every mistake of the file is told at once, with line, column and what was meant")
    void allAtOnce() throws IOException {
        Path file =
                file(
                        """
                        timeuot: 5m
                        dryRunn: server
                        samples: [1, 2]
                        sharedRoot: maybe
                        mesh: {a: b}
                        result: {class: [x]}
                        params-file: x
                        help: true
                        federation:
                          - [a]
                        """);

        Cli.Outcome outcome = Cli.run("federate", "--params-file", file.toString());

        assertEquals(
                List.of(
                        "INPUT: --params-file %s has 9 problems".formatted(file),
                        "line 1, column 1: unknown option 'timeuot'; did you mean 'timeout'?",
                        "line 2, column 1: unknown option 'dryRunn'; did you mean 'dry-run'?",
                        "line 3, column 10: '--samples' takes one value",
                        "line 4, column 13: '--shared-root' is true or false",
                        "line 5, column 7: '--mesh' takes one value",
                        "line 6, column 10: '--result' takes plain values",
                        "line 7, column 1: unknown option 'params-file'",
                        "line 8, column 1: unknown option 'help'",
                        "line 10, column 3: '--federation' takes one value",
                        "Keys are the options of: meshfed federate --help"),
                outcome.errors().stream().map(String::strip).toList());
        assertEquals(10, outcome.exit());
    }

    @ParameterizedTest
    @CsvSource({
        "'[a, b]', options are a map",
        "'{a: ', cannot be read",
        "'a: 1\na: 2', ",
        "'--- {}\n--- {}', ",
        "'a: \u0001', a character that YAML does not allow"
    })
    @DisplayName("a file that is no map of options is INPUT")
    void noMap(String text, String problem) throws IOException {
        Cli.Outcome outcome = Cli.run("federate", "--params-file", file(text).toString());

        assertEquals(10, outcome.exit());
        assertTrue(outcome.err().contains(problem == null ? "line " : problem), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }

    @Test
    @DisplayName("a file that cannot be read, or is too large, is INPUT")
    void unreadable() throws IOException {
        Path large = file("#".repeat((1 << 20) + 1));

        assertTrue(told("/nowhere/x").contains("/nowhere/x cannot be read: NoSuchFile"));
        assertTrue(told(folder.toString()).contains("cannot be read"));
        assertTrue(told(large.toString()).contains("is larger than 1 MiB"));
        assertTrue(told("a\0b").contains("is no path"));
    }

    private static String told(String path) {
        Cli.Outcome outcome = Cli.run("federate", "--params-file", path);
        assertEquals(10, outcome.exit());
        return outcome.err();
    }

    @Test
    @DisplayName(
            "a broken file leaves result files and JSON all the same, those that it names itself too")
    void filesAllTheSame() throws IOException {
        Path file =
                file(
                        "{tiemout: 5m, result: {exit-code: %s}, report: {summary: %s}}"
                                .formatted(folder.resolve("code"), folder.resolve("line")));

        Cli.Outcome outcome =
                Cli.run(
                        "federate",
                        "--output=json",
                        "--params-file=" + file,
                        "--report=junit=" + folder.resolve("xml"));

        assertAll(
                () -> assertEquals("INPUT", outcome.json().path("class").asText()),
                () ->
                        assertTrue(
                                outcome.json()
                                        .at("/errors/0/details/0")
                                        .asText()
                                        .contains("did you mean 'timeout'")),
                () -> assertEquals("10", Files.readString(folder.resolve("code"))),
                () -> JUnitFiles.strict(Files.readString(folder.resolve("xml"))),
                // --report was typed, so that of the file does not count.
                () -> assertFalse(Files.exists(folder.resolve("line"))));
    }

    @Test
    @DisplayName("a value that begins with a hyphen, an at sign or a dollar sign is a value")
    void values() throws IOException {
        assertEquals(
                List.of("--federation=--help", "--mesh=@x", "--mesh=$(id)"),
                expanded("{federation: --help, mesh: ['@x', $(id)]}"));
    }
}
