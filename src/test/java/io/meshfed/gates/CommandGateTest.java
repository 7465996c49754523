package io.meshfed.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Deadline;
import io.meshfed.promotion.Gate.Command;
import io.meshfed.report.Redactor;
import io.meshfed.testing.OwnThread;
import io.meshfed.testing.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandGateTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir Path folder;

    private Opinion ask(Duration limit, String... argv) {
        return CommandGate.ask(new Command(List.of(argv), limit), new PassingTime().world(folder));
    }

    @ParameterizedTest
    @CsvSource({"0, PASS", "1, FAIL", "2, UNKNOWN", "126, UNKNOWN", "127, UNKNOWN", "255, UNKNOWN"})
    @DisplayName("exit code 0 is pass, 1 is fail, any other is unknown")
    void codes(int code, Verdict verdict) {
        Opinion said = ask(LONG, "sh", "-c", "exit " + code);

        assertEquals(verdict, said.verdict());
        assertTrue(said.statement().contains("exit code " + code), said::statement);
        assertEquals(verdict == Verdict.PASS, said.hint().isEmpty());
    }

    @Test
    @DisplayName("a program killed by a signal is unknown")
    void killed() {
        assertEquals(Verdict.UNKNOWN, ask(LONG, "sh", "-c", "kill -9 $$").verdict());
    }

    @Test
    @DisplayName("a program that is not there, or may not be run, is unknown")
    void notThere() throws IOException {
        Files.writeString(folder.resolve("text"), "no program");
        for (String program : List.of("no-such-program", "./text", "/", "./missing")) {
            Opinion said = ask(LONG, program);

            assertEquals("not-started", said.reason(), program);
            assertEquals(Verdict.UNKNOWN, said.verdict());
        }
    }

    @Test
    @DisplayName("a program that takes too long is ended, and unknown")
    void slow() {
        Opinion said = ask(Duration.ofMillis(200), "sleep", "600");

        assertEquals("timeout", said.reason());
        assertEquals(Verdict.UNKNOWN, said.verdict());
    }

    @Test
    @DisplayName("a run that is told to end waits for no program, nor asks further gates")
    void interrupted() throws Exception {
        PassingTime time = new PassingTime();
        GateWorld world = time.world(folder);
        Command gate =
                new Command(List.of("sh", "-c", "touch begun; sleep 600"), Duration.ofHours(1));
        CompletableFuture<Opinion> said = OwnThread.begin(() -> CommandGate.ask(gate, world));
        Poll.until(
                "the program has begun",
                Duration.ofSeconds(30),
                () -> Files.exists(folder.resolve("begun")));

        time.cancellation().cancel();

        assertEquals("interrupted", said.get(30, TimeUnit.SECONDS).reason());
        assertEquals("interrupted", CommandGate.ask(gate, world).reason());
    }

    @Test
    @DisplayName("no shell reads the arguments")
    void noShell() {
        Opinion said = ask(LONG, "echo", "$(id) `id` ; exit 1", "'a b'", "*");

        assertEquals(Verdict.PASS, said.verdict());
        assertEquals("echo: exit code 0, $(id) `id` ; exit 1 'a b' *", said.statement());
    }

    @Test
    @DisplayName("it works in the folder of the promotion file, and sees no credentials")
    void surroundings() throws IOException {
        Path script = Files.writeString(folder.resolve("check.sh"), "#!/bin/sh\nenv; exit 1\n");
        assertTrue(script.toFile().setExecutable(true));
        GateWorld world =
                new GateWorld(
                        new PassingTime(),
                        new Cancellation(),
                        Deadline.in(LONG),
                        folder,
                        new Redactor(),
                        Map.of(
                                "PATH", System.getenv("PATH"),
                                "AWS_SECRET_ACCESS_KEY", "canary",
                                "KUBECONFIG", "canary"));

        assertEquals(
                Verdict.FAIL,
                CommandGate.ask(new Command(List.of("./check.sh"), LONG), world).verdict());
        String script2 = "env | grep -q canary && exit 1; test -x check.sh";
        assertEquals(
                Verdict.PASS,
                CommandGate.ask(new Command(List.of("sh", "-c", script2), LONG), world).verdict());
    }

    @Test
    @DisplayName("of what it prints the last line is told, and nothing that writes on a terminal")
    void hostile() {
        Opinion said =
                ask(LONG, "printf", "first\\n\\033[2J::error::\\007%s\\n\\n", "x".repeat(9000));

        assertEquals(Verdict.PASS, said.verdict());
        assertFalse(said.statement().contains("\u001b"), said::statement);
        assertFalse(said.statement().contains("first"), said::statement);
        assertTrue(said.statement().contains("\\u001b[2J"), said::statement);
        assertTrue(said.statement().length() < 300, said::statement);
        assertEquals(
                Verdict.PASS, ask(LONG, "sh", "-c", "head -c 3000000 /dev/zero; exit 0").verdict());
        assertTrue(ask(LONG, "sh", "-c", "echo why >&2; exit 1").statement().endsWith("1, why"));
    }
}
