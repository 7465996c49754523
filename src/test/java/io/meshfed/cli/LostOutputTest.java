package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.testing.Federations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a stdout that takes nothing")
class LostOutputTest {

    private static final String FULL = "No space left on device";

    @TempDir Path folder;
    private Path federation;

    private static final class Failing extends OutputStream {
        private final String reason;

        Failing(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int one) throws IOException {
            throw new IOException(reason);
        }
    }

    @BeforeEach
    void write() throws IOException {
        federation = folder.resolve("federation.yaml");
        Files.writeString(federation, Federations.ARO_ROSA);
    }

    private static Cli.Outcome into(String reason, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                new Console(
                        WatchedStream.of(new Failing(reason)),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(),
                        "");
        int exit = Main.run(console, arguments);
        return new Cli.Outcome(exit, "", err.toString(StandardCharsets.UTF_8));
    }

    private List<String[]> commands() {
        return List.of(
                new String[] {"validate", "-f", "" + federation, "--output", "json"},
                new String[] {"schema"},
                new String[] {"--version"},
                new String[] {"federate", "--help"});
    }

    @Test
    @DisplayName("is no success of any command, and stderr says why")
    void isNoSuccess() {
        for (String[] command : commands()) {
            Cli.Outcome outcome = into(FULL, command);

            assertEquals(ErrorClass.INPUT.exitCode(), outcome.exit(), outcome::err);
            assertTrue(outcome.err().contains("INPUT: stdout cannot be written"), outcome::err);
            assertTrue(outcome.err().contains(FULL), outcome::err);
        }
    }

    @Test
    @DisplayName("leaves a failure its own exit code")
    void keepsTheFailure() {
        String[] plan = {"status", "-f", "" + federation, "--kubeconfig", "/dev/null"};

        assertEquals(Cli.run(plan).exit(), into(FULL, plan).exit());
    }

    @Test
    @DisplayName("because its reader went away, as head does, changes nothing and is not told")
    void readerGone() {
        for (String[] command : commands()) {
            Cli.Outcome outcome = into("Broken pipe", command);

            assertEquals(0, outcome.exit(), outcome::err);
            assertTrue(!outcome.err().contains("stdout"), outcome::err);
        }
    }
}
