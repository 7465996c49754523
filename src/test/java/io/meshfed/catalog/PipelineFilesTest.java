package io.meshfed.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("what is generated beside a hand-written Pipeline")
class PipelineFilesTest {

    private static final String PIPELINE =
            """
            kind: Pipeline
            metadata:
              name: meshfed-some
              labels:
                app.kubernetes.io/version: "0.0.1" # of the release
            spec:
              tasks:
                - name: one
                  timeout: 3m0s
                  taskRef: { name: meshfed-status }
                  params: [{ name: timeout, value: 2m }]
                - name: two
                  taskRef: { name: meshfed-peer }
                  params: [{ name: word, value: $(tasks.one.results.class) }]
                - name: three
                  runAfter: [one]
                  taskRef: { name: meshfed-peer }
                  when: [{ input: $(params.dry-run), operator: in, values: [none, server] }]
              finally:
                - { name: last, taskRef: { name: meshfed-status } }
              params: [{ name: dry-run, description: a | b, default: "" }]
            """;
    private static final String README =
            "# By hand\n\n" + StepReadme.BEGIN + "\nold\n" + StepReadme.END + "\n\nBy hand, too.\n";

    @TempDir private Path folder;

    private SortedMap<String, String> files(String readme) throws IOException {
        Path own = Files.createDirectories(folder.resolve("some"));
        Files.writeString(own.resolve("pipeline.yaml"), PIPELINE);
        Files.writeString(own.resolve("README.md"), readme);
        return PipelineFiles.of(folder, "9.9.9");
    }

    @Test
    @DisplayName("the drawing has an arrow for every order and every result, and what is run last")
    void draws() throws IOException {
        String drawing =
                """
                ```mermaid
                flowchart TD
                    one["<b>one</b><br/>meshfed-status"]
                    two["<b>two</b><br/>meshfed-peer"]
                    three["<b>three</b><br/>meshfed-peer<br/><i>when dry-run is none or server</i>"]
                    one --> two
                    one --> three
                    subgraph finally
                        last["<b>last</b><br/>meshfed-status"]
                    end
                    two -.-> finally
                    three -.-> finally
                ```
                """;
        String text = files(README).get("some/README.md");

        assertTrue(text.contains(drawing), text);
    }

    @Test
    @DisplayName("what was written by hand stays, and a second time nothing changes")
    void keeps() throws IOException {
        String once = files(README).get("some/README.md");

        assertTrue(once.startsWith("# By hand\n") && once.endsWith("\nBy hand, too.\n"), once);
        assertTrue(once.contains("| `dry-run` | a \\| b |  |"), once);
        assertEquals(once, files(once).get("some/README.md"));
    }

    @Test
    @DisplayName("the label has the version of the project, and nothing else of the YAML changes")
    void version() throws IOException {
        assertEquals(PIPELINE.replace("0.0.1", "9.9.9"), files(README).get("some/pipeline.yaml"));
    }

    @Test
    @DisplayName("a README without a place for it is named, with the lines that it needs")
    void noPlace() {
        FederationException refused =
                assertThrows(FederationException.class, () -> files("# By hand\n"));

        assertEquals(ErrorClass.INPUT, refused.errorClass());
        assertTrue(refused.getMessage().contains("README.md"), refused.getMessage());
        assertTrue(refused.remedy().contains(StepReadme.BEGIN), refused.remedy());
    }

    @Test
    @DisplayName("without a folder of pipelines there is nothing to generate")
    void noFolder() {
        assertTrue(PipelineFiles.of(folder.resolve("nowhere"), "1").isEmpty());
    }
}
