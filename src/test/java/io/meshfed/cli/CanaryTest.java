package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cli.CanaryScenes.Scene;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@DisplayName("no secret leaves the program, whatever goes wrong")
class CanaryTest {

    private static final int FEWEST_RUNS = 700;
    private static final int FEWEST_KINDS = 24;

    @TempDir private Path folder;

    @Tag("sweeps")
    @Test
    @DisplayName(
            "every command, with a secret in each place, in every class of error: nothing of it in any output (S10)")
    void nothing() throws Exception {
        try (CanaryStage stage = new CanaryStage(folder)) {
            List<String> commands = List.copyOf(CommandLines.commands().keySet());
            for (Scene scene : stage.scenes()) {
                stage.run(scene, commands);
            }
            stage.awaitAll();
            System.out.printf(
                    "canaries: %d runs of %d commands, %d kinds of secrets, exit codes %s%n",
                    stage.runs(), commands.size(), stage.kinds(), stage.exitCodes());
            assertAll(
                    () -> assertEquals(List.of(), stage.found().stream().limit(20).toList()),
                    () -> assertEquals(List.of(), stage.foundInClusters()),
                    () -> assertTrue(stage.runs() >= FEWEST_RUNS, "runs: " + stage.runs()),
                    () -> assertTrue(stage.kinds() >= FEWEST_KINDS, "kinds: " + stage.kinds()),
                    () ->
                            assertTrue(
                                    stage.exitCodes()
                                            .keySet()
                                            .containsAll(Set.of(0, 10, 11, 12, 13, 14)),
                                    "classes: " + stage.exitCodes()),
                    () -> assertFalse(stage.exitCodes().containsKey(1), "a BUG: " + stage.bugs()));
        }
    }

    @Test
    @DisplayName("what is searched for is found in each of its forms, and nothing else")
    void canFail() {
        Canaries canaries = new Canaries();
        String secret = canaries.of("token");
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>(List.of(secret, secret.substring(10, 18)));
        for (String before : List.of("", "a", "ab")) {
            forms.add(
                    Base64.getEncoder()
                            .encodeToString((before + secret).getBytes(StandardCharsets.UTF_8)));
        }
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));

        for (String form : forms) {
            assertFalse(canaries.search().in("before " + form + " behind").isEmpty(), form);
        }
        assertEquals(
                List.of(), canaries.search().in("nothing " + secret.substring(3, 10) + " here"));
    }

    @Test
    @DisplayName("the trace of a BUG has no secret, nor have its reports")
    void bug() {
        Canaries canaries = new Canaries();
        for (String form :
                List.of(
                        canaries.of("a"),
                        Base64.getEncoder()
                                .encodeToString(
                                        canaries.of("b").getBytes(StandardCharsets.UTF_8)))) {
            Printed printed = new Printed();
            Surroundings surroundings = printed.surroundings();
            surroundings.redactor().learn(canaries.of("a"));
            surroundings.redactor().learn(canaries.of("b"));
            OutputOptions options = new OutputOptions();
            for (ReportKind kind : ReportKind.values()) {
                options.reports.add(new NamedFile(kind.name(), folder.resolve("bug." + kind)));
            }
            int exit =
                    new Runs(surroundings, options, "peer", List.of())
                            .run(
                                    () -> {
                                        throw new IllegalStateException(
                                                form, new IllegalArgumentException("x" + form));
                                    });

            assertEquals(1, exit);
            assertTrue(printed.all().contains("(secret)"), printed.all());
            assertEquals(List.of(), canaries.search().in(printed.all()));
            for (ReportKind kind : ReportKind.values()) {
                assertEquals(
                        List.of(),
                        canaries.search().in(FuzzCorpus.read(folder.resolve("bug." + kind))));
            }
        }
    }
}
