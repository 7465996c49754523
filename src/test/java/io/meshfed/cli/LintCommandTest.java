package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    private static final String BROKEN = "src/test/resources/lint/unknown-param.yaml";
    private static final String WARNED = "src/test/resources/lint/missing-resource.yaml";
    private static final String GOOD = "src/test/resources/lint/good/run.yaml";

    @TempDir Path folder;

    @Test
    @DisplayName("a broken rule is wrong input, told with file, place, code and remedy")
    void tellsErrors() {
        Cli.Outcome outcome = Cli.run("lint", BROKEN);

        assertEquals(10, outcome.exit());
        assertEquals(
                """
                src/test/resources/lint/unknown-param.yaml
                ------------------------------------------
                × 11:14  $(params.mash) refers to no declared param; did you mean 'mesh'?  unknown-param
                    Declare it under params, or correct the name.

                result: 1 error, 0 warnings in 1 file
                """,
                outcome.out());
        assertTrue(outcome.err().contains("INPUT: 1 error and 0 warnings"), outcome.err());
    }

    @Test
    @DisplayName("warnings fail only when asked to")
    void warningsFailWhenStrict() {
        assertEquals(0, Cli.run("lint", WARNED).exit());
        assertEquals(10, Cli.run("lint", "--strict", WARNED).exit());
    }

    @Test
    @DisplayName("JSON has the top level of every command, and the findings")
    void tellsJson() {
        Cli.Outcome outcome = Cli.run("lint", "--output", "json", BROKEN, GOOD);

        JsonNode json = outcome.json();
        assertEquals("INPUT", json.path("class").asText());
        assertEquals(10, json.path("exitCode").asInt());
        assertEquals(2, json.path("files").asInt());
        JsonNode finding = json.path("findings").path(0);
        assertEquals(BROKEN, finding.path("file").asText());
        assertEquals(11, finding.path("line").asInt());
        assertEquals(14, finding.path("column").asInt());
        assertEquals("unknown-param", finding.path("code").asText());
        assertEquals("error", finding.path("severity").asText());
        assertEquals("spec.steps[0].args[0]", finding.path("path").asText());
    }

    @Test
    @DisplayName("good files are OK, and the counts can be had as results")
    void writesResults() throws IOException {
        Path errors = folder.resolve("errors");

        Cli.Outcome outcome = Cli.run("lint", GOOD, "--result", "errors=" + errors);

        assertEquals(0, outcome.exit());
        assertEquals("0", Files.readString(errors));
        assertEquals("result: 0 errors, 0 warnings in 1 file\n", outcome.out());
    }

    @Test
    @DisplayName("report files tell every finding with its place and code")
    void reportsFindings() throws IOException {
        Path junit = folder.resolve("junit.xml");
        Path markdown = folder.resolve("report.md");

        Cli.run("lint", BROKEN, "--report", "junit=" + junit, "--report", "markdown=" + markdown);

        String finding = BROKEN + ":11:14 error unknown-param: ";
        assertTrue(Files.readString(junit).contains(finding), () -> "in " + junit);
        assertTrue(Files.readString(markdown).contains(finding), () -> "in " + markdown);
    }

    @Test
    @DisplayName("a path that is not there is wrong input")
    void refusesMissingPath() {
        assertEquals(10, Cli.run("lint", folder.resolve("nowhere").toString()).exit());
    }
}
