package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ResourceTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("one verdict stands behind text, JSON, files and exit code")
class ContractTest {

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    static Stream<Arguments> outcomes() {
        return Stream.of(ErrorClass.values())
                .filter(errorClass -> errorClass != ErrorClass.DIFF)
                .flatMap(
                        errorClass ->
                                Stream.of(CheckStatus.values())
                                        .flatMap(
                                                status ->
                                                        Stream.of(OutputOptions.Format.values())
                                                                .map(
                                                                        format ->
                                                                                Arguments.of(
                                                                                        errorClass,
                                                                                        status,
                                                                                        format))));
    }

    @ParameterizedTest(name = "{0}, a check {1}, --output {2}")
    @MethodSource("outcomes")
    @DisplayName("class, exit code and counts are the same everywhere")
    void agree(ErrorClass errorClass, CheckStatus status, OutputOptions.Format format)
            throws IOException {
        OutputOptions options = options(format);
        int exit = runs(options).run(() -> report(errorClass, status));

        JsonNode file = Cli.json(read("report.json"));
        assertAll(
                () -> assertEquals(errorClass.exitCode(), exit),
                () -> assertEquals(errorClass.label(), file.get("class").asText()),
                () -> assertEquals(exit, file.get("exitCode").asInt()),
                () -> assertEquals(1, file.get("changed").asInt()),
                () ->
                        assertEquals(
                                status.label(), file.get("checks").get(0).get("status").asText()),
                () -> assertEquals(errorClass.label(), read("class")),
                () -> assertEquals(String.valueOf(exit), read("exit-code")),
                () -> assertEquals("1", read("changed")),
                () -> assertEquals("2", read("verified")));
        if (format == OutputOptions.Format.json) {
            assertEquals(file, Cli.json(text(out)));
        } else {
            assertTrue(text(out).contains(status.symbol() + " statement"), text(out));
            assertTrue(text(out).contains("1 change"), text(out));
        }
        assertEquals(
                errorClass != ErrorClass.OK,
                text(err).contains(errorClass.label() + ": a problem"),
                text(err));
    }

    @Test
    @DisplayName("with --output json an error is whole in JSON and one line on stderr")
    void shortOnStderr() {
        runs(options(OutputOptions.Format.json))
                .run(() -> report(ErrorClass.PRECOND, CheckStatus.OK));

        assertEquals("PRECOND: a problem\n", text(err));
        JsonNode error = Cli.json(text(out)).get("errors").get(0);
        assertEquals("a remedy", error.get("remedy").asText());
        assertEquals("a detail", error.get("details").get(0).asText());
    }

    @Test
    @DisplayName(
            "an exception that nobody expected is a BUG with a trace, and its files are written")
    void bug() throws IOException {
        int exit =
                runs(options(OutputOptions.Format.json))
                        .run(
                                () -> {
                                    throw new IllegalStateException("boom");
                                });

        assertEquals(1, exit);
        assertEquals("BUG", read("class"));
        assertTrue(text(err).contains("    at io.meshfed.cli.ContractTest"), text(err));
        assertEquals("BUG", Cli.json(text(out)).get("class").asText());
    }

    @Test
    @DisplayName("what was written before a run broke off is in its report")
    void soFar() throws IOException {
        Runs runs = runs(options(OutputOptions.Format.text));
        int exit =
                runs.run(
                        () -> {
                            runs.soFar(() -> report(ErrorClass.OK, CheckStatus.OK));
                            throw new FederationException(ErrorClass.TRANSIENT, "gone", "");
                        });

        assertEquals(14, exit);
        assertEquals("1", read("changed"));
        assertEquals("test", Cli.json(read("report.json")).get("federation").asText());
    }

    @Test
    @DisplayName("G3: a file that can no longer be written is a warning; the verdict stands")
    void diskFull() throws IOException {
        int exit =
                runs(options(OutputOptions.Format.text))
                        .run(
                                () -> {
                                    try {
                                        Files.delete(Files.createFile(folder.resolve("class")));
                                        Files.createDirectory(folder.resolve("class"));
                                    } catch (IOException failed) {
                                        throw new AssertionError(failed);
                                    }
                                    return report(ErrorClass.OK, CheckStatus.OK);
                                });

        assertEquals(0, exit);
        assertTrue(text(err).contains(": Is a directory"), text(err));
        assertEquals("0", read("exit-code"));
    }

    @Test
    @DisplayName("G4: a result that is too long loses whole lines, never half a value")
    void cut() throws IOException {
        String lines = ("mesh=" + "a".repeat(64) + "\n").repeat(9).strip();
        runs(options(OutputOptions.Format.text))
                .run(
                        () ->
                                RunReport.of(
                                        "verify-federation",
                                        "test",
                                        List.of(
                                                StepReport.of("verify-federation")
                                                        .withResult("verified", lines)),
                                        new TreeMap<>()));

        assertEquals(3, read("verified").lines().count());
        assertFalse(read("verified").endsWith("\n"));
    }

    @Test
    @DisplayName("G4: all results of a step, each at its longest, are less than Tekton takes")
    void fit() throws IOException {
        for (JsonNode step :
                Cli.json(Files.readString(Path.of("steps", "steps.json"))).get("steps")) {
            int bytes = 0;
            for (JsonNode result : step.get("results")) {
                String entry = "{\"key\":\"%s\",\"value\":\"\",\"type\":1},";
                bytes += entry.formatted(result.get("name").asText()).length();
                bytes += ResultFiles.LONGEST;
            }
            assertTrue(0 < bytes && bytes < 4096, step.get("name").asText() + ": " + bytes);
        }
    }

    private Runs runs(OutputOptions options) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        Surroundings surroundings =
                new Surroundings(new Console(stdout, stderr, Map.of(), ""), new Interruption());
        return new Runs(surroundings, options, "verify-federation", List.of("verified"));
    }

    private OutputOptions options(OutputOptions.Format format) {
        OutputOptions options = new OutputOptions();
        options.output = format;
        for (String name : List.of("class", "exit-code", "changed", "verified")) {
            options.results.add(new NamedFile(name, folder.resolve(name)));
        }
        options.reports.add(new NamedFile("json", folder.resolve("report.json")));
        return options;
    }

    private static RunReport report(ErrorClass errorClass, CheckStatus status) {
        List<Failure> failures = new ArrayList<>();
        if (errorClass != ErrorClass.OK) {
            failures.add(
                    Failure.ofRun(
                            new FederationException(
                                    errorClass,
                                    "a problem",
                                    "a remedy",
                                    List.of("a detail"),
                                    null)));
        }
        Check check =
                new Check(CheckCode.OUTBOUND, "east", "west", status, "statement", "", "", "");
        Change change =
                new Change(
                        Change.Kind.CREATED,
                        "aro",
                        new ObjectRef(ResourceTypes.CONFIG_MAP, "east", "roots"),
                        List.of());
        StepReport step =
                StepReport.of("verify-federation")
                        .withChecks(List.of(check))
                        .withChanges(List.of(change))
                        .withFailures(failures)
                        .withResult("verified", "2");
        return RunReport.of("verify-federation", "test", List.of(step), new TreeMap<>());
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
