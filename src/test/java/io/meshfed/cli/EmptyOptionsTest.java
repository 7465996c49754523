package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("an option that may be left out and comes empty was not given")
class EmptyOptionsTest {

    /** Empty, they would widen what a command works on. */
    private static final Set<String> CHOOSING =
            Set.of("--mesh", "--peering", "--for", "--namespace", "--service-account");

    @TempDir private Path folder;

    @Test
    @DisplayName("every optional option of every command may come empty, but those that choose")
    void everyOption() {
        CommandModel.root()
                .getSubcommands()
                .forEach(
                        (name, command) ->
                                command.getCommandSpec().options().stream()
                                        .filter(option -> !option.required())
                                        .filter(option -> !CHOOSING.contains(option.longestName()))
                                        .forEach(
                                                option ->
                                                        assertArrayEquals(
                                                                new String[] {name},
                                                                dropped(
                                                                        name,
                                                                        option.longestName()
                                                                                + "="))));
    }

    @Test
    @DisplayName("so may those of a command below a command")
    void below() {
        assertArrayEquals(
                new String[] {"pipeline", "start"},
                dropped("pipeline", "start", "--param=", "--kubeconfig=", "--follow="));
    }

    @Test
    @DisplayName("an option that must be given stays, and is refused as before")
    void required() {
        Cli.Outcome outcome = Cli.run("use-context", "--cluster=aro", "--to=");

        assertEquals(10, outcome.exit());
        assertTrue(outcome.err().contains("it is empty"), outcome.err());
    }

    @Test
    @DisplayName(
            "a report into a folder that is not there is no report; a result without a path is wrong")
    void reports() {
        assertArrayEquals(new String[] {"plan"}, dropped("plan", "--report=json="));
        assertArrayEquals(
                new String[] {"plan", "--result=class="}, dropped("plan", "--result=class="));
    }

    @Test
    @DisplayName("an option that does not exist is not overlooked for being empty")
    void unknown() {
        Cli.Outcome outcome = Cli.run("plan", "--kubeconfg=");

        assertEquals(10, outcome.exit());
        assertTrue(outcome.err().contains("Did you mean '--kubeconfig'?"), outcome.err());
    }

    @Test
    @DisplayName("a switch takes true, false and nothing")
    void switches() {
        for (String value : new String[] {"=true", "=false", "="}) {
            Cli.Outcome outcome =
                    Cli.run(
                            "validate",
                            "-f",
                            "contexts/aro-rosa/federation.yaml",
                            "--verbose" + value);
            assertEquals(0, outcome.exit(), outcome.err());
        }
    }

    @Test
    @DisplayName("a report into a folder is named after its command")
    void folders() {
        Cli.Outcome outcome =
                Cli.run(
                        "validate",
                        "-f",
                        "contexts/aro-rosa/federation.yaml",
                        "--report=json=" + folder);

        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(Files.exists(folder.resolve("validate.json")));
    }

    private static String[] dropped(String... arguments) {
        return EmptyOptions.dropped(CommandModel.root(), arguments);
    }
}
