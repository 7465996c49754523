package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@DisplayName("text from elsewhere is text, in every output")
class HostileTextTest {

    private static final int FEWEST_RUNS = 300;

    @TempDir private Path folder;

    @Tag("sweeps")
    @Test
    @DisplayName(
            "from a cluster, a kubeconfig or a file: no control character, no forged line, no order to a CI server, no markup")
    void everywhere() throws Exception {
        try (HostileStage stage = new HostileStage(folder)) {
            List<String> commands = List.copyOf(CommandLines.commands().keySet());
            for (int i = 0; i < HostileText.ALL.size(); i++) {
                stage.run(HostileText.ALL.get(i), i, commands);
            }
            stage.awaitAll();
            System.out.printf(
                    "hostile text: %d runs, %d texts, exit codes %s%n",
                    stage.runs(), HostileText.ALL.size(), stage.exitCodes());

            assertEquals(List.of(), stage.wrong().stream().limit(10).toList());
            assertTrue(stage.runs() >= FEWEST_RUNS, "runs: " + stage.runs());
            assertTrue(
                    stage.seen() > stage.runs() / 4, "the texts came to be seen: " + stage.seen());
        }
    }

    @Test
    @DisplayName("what nobody made safe before is made safe where it leaves the program")
    void lastLook() {
        for (String text : HostileText.ALL) {
            Printed printed = new Printed();
            printed.surroundings().console().stdout().println(text);
            String safe = printed.all();

            assertEquals(safe.length() - 1, safe.indexOf('\n'), safe);
            HostileText.requireHarmless(
                    "println", safe.replace("\t", " ").replaceAll("L+|(?<=^| )FORGED", ""));
        }
    }

    @Test
    @DisplayName("the searcher finds what it looks for")
    void canFail() {
        for (String bad :
                List.of(
                        "\u001b[1m",
                        "x\r",
                        "  ::error::",
                        "x ##[error]",
                        "\n FORGED",
                        "\u202e",
                        "L".repeat(700))) {
            assertFalse(harmless(bad), bad);
        }
        assertTrue(harmless("plain\n  text | ` :: #"));
    }

    private static boolean harmless(String text) {
        try {
            HostileText.requireHarmless("test", text);
            return true;
        } catch (AssertionError harmful) {
            return false;
        }
    }
}
