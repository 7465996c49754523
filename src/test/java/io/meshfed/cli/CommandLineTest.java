package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a wrong command line is INPUT, says what is wrong and what was probably meant")
class CommandLineTest {

    private static final String FILE = "contexts/aro-rosa/federation.yaml";

    @TempDir private Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("there is no command 'fedrate'", "Did you mean 'federate'?", "fedrate"),
                mistake("unknown option '-f'", "Options come after the command", "-f", "x", "plan"),
                mistake("there is no command 'plna'", "Did you mean 'plan'?", "help", "plna"),
                mistake("unknown option '--tiemout'", "'--timeout'", "plan", "--tiemout", "3s"),
                mistake("unexpected argument 'now'", "plan --help", "plan", "now"),
                mistake("unexpected argument '@file'", "plan --help", "plan", "@file"),
                mistake("'0' is not a time", "plan --help", "plan", "--timeout", "0"),
                mistake("'0s' is not from 1s to 24h", "", "plan", "--timeout", "0s"),
                mistake("'-5m' is not a time", "", "plan", "--timeout=-5m"),
                mistake("'9999h' is not from 1s", "", "plan", "--timeout", "9999h"),
                mistake("'1e9s' is not a time", "", "plan", "--timeout", "1e9s"),
                mistake("'0s' is not from 10ms", "", "federate", "--interval", "0s"),
                mistake("'0' is not a whole number from 1", "", "federate", "--samples", "0"),
                mistake("'3.5' is not a whole number", "", "federate", "--samples", "3.5"),
                mistake(
                        "'99999999999' is not a whole num",
                        "",
                        "federate",
                        "--samples",
                        "99999999999"),
                mistake("'0.5' is not a whole number of at least 1", "", "plan", "--qps", "0.5"),
                mistake("unknown option '--tiemout=3s'", "'--timeout'", "plan", "--tiemout=3s"),
                mistake("unknown option '--peer'", "'--peering'", "plan", "--peer", "a,b"),
                mistake("one of [none, server]", "", "federate", "--dry-run", "client"),
                mistake("one of [text, json]", "", "plan", "--output", "yaml"),
                mistake("should be specified only once", "", "plan", "-f", "a", "-f", "b"),
                mistake("Missing required option", "", "use-context", "--to", "x"),
                mistake("these options make no sandbox", "--kubeconfig-out is missing", "sandbox"),
                mistake("it is empty", "", "validate", "-f", ""),
                mistake("'class' is not of the form NAME=PATH", "", "plan", "--result", "class"),
                mistake("'=x' is not of the form", "", "plan", "--result", "=x"),
                mistake("no result 'verified'", "changed, class", "plan", "--result", "verified=x"),
                mistake("there is no report 'xml'", "Kinds: json", "plan", "--report", "xml=x"),
                mistake("/nowhere/x cannot be written", "", "plan", "--result", "class=/nowhere/x"),
                mistake("there is no mesh 'ro'", "meshes:", "plan", "-f", FILE, "--mesh", "ro"),
                mistake("--mesh is empty", "* for all", "unfederate", "-f", FILE, "--mesh="),
                mistake("--peering is empty", "", "unpeer", "-f", FILE, "--peering="),
                mistake("not of the form A,B", "", "plan", "-f", FILE, "--peering", "aro-stg-mesh"),
                mistake("federation.yaml does not exist", FILE, "plan", "-f", "x/federation.yaml"));
    }

    private static Arguments mistake(String problem, String remedy, String... arguments) {
        return Arguments.of(problem, remedy, arguments);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    @DisplayName("exit 10, a line that begins with INPUT, nothing on stdout, no trace")
    void mistakes(String problem, String remedy, String[] arguments) {
        Cli.Outcome outcome = Cli.run(arguments);

        assertAll(
                () -> assertEquals(10, outcome.exit()),
                () -> assertEquals("", outcome.out()),
                () -> assertTrue(outcome.err().startsWith("INPUT: "), outcome.err()),
                () -> assertTrue(outcome.err().contains(problem), outcome.err()),
                () -> assertTrue(outcome.err().contains(remedy), outcome.err()),
                () -> assertFalse(outcome.err().contains("\tat "), outcome.err()));
    }

    @Test
    @DisplayName("results and report are written even when an option is wrong")
    void wrongOptionWritesResults() throws IOException {
        Cli.Outcome outcome =
                Cli.run(
                        "federate",
                        "--no-such-option",
                        "--result",
                        "class=" + folder.resolve("class"),
                        "--result=verified=" + folder.resolve("verified"),
                        "--report",
                        "json=" + folder.resolve("report=1.json"),
                        "--output=json");

        assertEquals("INPUT", outcome.json().get("class").asText());
        assertEquals("INPUT", Files.readString(folder.resolve("class")));
        assertEquals("", Files.readString(folder.resolve("verified")));
        assertEquals(outcome.json(), Cli.json(Files.readString(folder.resolve("report=1.json"))));
    }

    @Test
    @DisplayName("results are written when the federation file cannot be read")
    void noFileWritesResults() throws IOException {
        Cli.run("plan", "-f", "nowhere.yaml", "--result", "class=" + folder.resolve("class"));

        assertEquals("INPUT", Files.readString(folder.resolve("class")));
    }

    @Test
    @DisplayName("results are written, and the federation is named, when there is no kubeconfig")
    void noKubeconfigWritesResults() throws IOException {
        String nowhere = folder.resolve("nowhere").toString();
        Path result = folder.resolve("exit-code");
        String[] arguments = {
            "status",
            "-f",
            FILE,
            "--kubeconfig",
            nowhere,
            "--result",
            "exit-code=" + result,
            "--output",
            "json"
        };
        Cli.Outcome outcome = Cli.run(arguments);

        assertEquals("10", Files.readString(result));
        assertEquals("aro-rosa", outcome.json().get("federation").asText());
    }

    @Test
    @DisplayName("one file for two things is refused")
    void sameFileTwice() {
        String path = folder.resolve("x").toString();
        Cli.Outcome outcome =
                Cli.run("plan", "--result", "class=" + path, "--result", "changed=" + path);

        assertTrue(outcome.err().contains("is named twice"), outcome.err());
    }

    @Test
    @DisplayName("--mesh takes one or several names, with commas, or again")
    void meshNames() {
        for (String[] meshes :
                List.of(
                        new String[] {"--mesh", "a", "b", "--peering", "c,d"},
                        new String[] {"--mesh", "a,b", "--peering", "c,d"},
                        new String[] {"--mesh", "a", "--mesh=b", "--peering", "c,d"})) {
            Cli.Outcome outcome =
                    Cli.run(
                            Stream.concat(Stream.of("validate", "-f", FILE), Stream.of(meshes))
                                    .toArray(String[]::new));
            for (String name : List.of("'a'", "'b'", "'c'", "'d'")) {
                assertTrue(outcome.err().contains("there is no mesh " + name), outcome.err());
            }
        }
    }

    @Test
    @DisplayName("every command explains itself: exit 0, an example, its options")
    void help() {
        for (String command : commands()) {
            Cli.Outcome outcome = Cli.run(command, "--help");
            assertEquals(0, outcome.exit(), command);
            assertTrue(outcome.out().startsWith("Usage: meshfed " + command), outcome.out());
            assertTrue(outcome.out().contains("Example:"), command);
            assertEquals("", outcome.err(), command);
            assertEquals(outcome.out(), Cli.run("help", command).out(), command);
        }
    }

    @Test
    @DisplayName("help lists every command that is not hidden, each once")
    void listsAll() {
        String help = Cli.run().out();
        assertEquals(help, Cli.run("help").out());
        assertEquals(help, Cli.run("--help").out());
        for (String command : commands()) {
            assertEquals(
                    1,
                    help.lines()
                            .filter(line -> line.startsWith("  %s ".formatted(command)))
                            .count(),
                    command);
        }
        assertFalse(help.contains("train"), help);
    }

    @Test
    @DisplayName("completion knows every command that is not hidden")
    void completion() {
        Cli.Outcome outcome = Cli.run("completion");
        assertEquals(0, outcome.exit());
        for (String command : commands()) {
            assertTrue(
                    outcome.out().contains(" %s".formatted(command)),
                    () -> "completion does not know " + command);
        }
        assertFalse(outcome.out().contains("train"));
    }

    @Test
    @DisplayName("--version names the program and the Java that runs it")
    void version() {
        Cli.Outcome outcome = Cli.run("--version");
        assertEquals(0, outcome.exit());
        assertTrue(outcome.out().startsWith("meshfed "), outcome.out());
        assertTrue(outcome.out().contains("Java " + System.getProperty("java.version")));
    }

    @Test
    @DisplayName("colour is for terminals, and NO_COLOR or --no-color forbid it")
    void colour() {
        String[] arguments = {"validate", "-f", FILE};
        assertTrue(Cli.run("12", Map.of(), arguments).err().contains("\u001b["));
        assertFalse(Cli.run("", Map.of(), arguments).err().contains("\u001b["));
        assertFalse(Cli.run("12", Map.of("NO_COLOR", "1"), arguments).err().contains("\u001b["));
        assertFalse(Cli.run("12", Map.of("TERM", "dumb"), arguments).err().contains("\u001b["));
        assertFalse(
                Cli.run("12", Map.of(), "validate", "-f", FILE, "--no-color")
                        .err()
                        .contains("\u001b["));
    }

    @Test
    @DisplayName("the next command leads to the same federation")
    void next() {
        Cli.Outcome outcome = Cli.run("validate", "-f", FILE, "--mesh", "aro-stg-mesh");
        assertTrue(
                outcome.err()
                        .contains(
                                "next: meshfed verify-access -f %s --mesh aro-stg-mesh"
                                        .formatted(FILE)),
                outcome.err());
    }

    private static TreeSet<String> commands() {
        Surroundings nowhere = new Surroundings(Console.system(), new Interruption());
        TreeSet<String> names =
                new TreeSet<>(MeshfedCommand.commandLine(nowhere).getSubcommands().keySet());
        names.remove("train");
        return names;
    }
}
