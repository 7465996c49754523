package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GateExamplesTest extends GatesBed {

    private static final Path DOCUMENT = Path.of("docs/gates.md");

    @Test
    @DisplayName("what docs/gates.md shows are gates as promotion files have them")
    void valid() throws IOException {
        List<String> examples =
                Pattern.compile("(?s)```yaml\\ngates:\\n(.*?)```")
                        .matcher(Files.readString(DOCUMENT))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertEquals(3, examples.size());
        for (String example : examples) {
            Path file = promotion();
            Files.writeString(file, Files.readString(file) + example);

            Cli.Outcome told = Cli.run("validate", "-f", file.toString());

            assertEquals(0, told.exit(), told::err);
            assertTrue(told.err().contains("gate"), told::err);
        }
    }
}
