package io.meshfed.steps.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.CheckCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChecksDocumentTest {

    @Test
    @DisplayName("every check code has its section, in the order of the codes")
    void hasASectionPerCode() throws IOException {
        List<String> codes =
                lines().filter(line -> line.matches("## MF\\d+")).map(l -> l.substring(3)).toList();

        assertEquals(Arrays.stream(CheckCode.values()).map(CheckCode::code).toList(), codes);
    }

    @Test
    @DisplayName("every reason has its row, in the order of blame")
    void hasARowPerReason() throws IOException {
        List<String> words =
                lines().filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("`")[1])
                        .toList();

        assertEquals(Arrays.stream(Reason.values()).map(Reason::word).toList(), words);
    }

    @Test
    @DisplayName("every reason is explained in the section of its check")
    void explainsEveryReason() throws IOException {
        List<String> bullets = lines().filter(line -> line.startsWith("* `")).toList();

        for (Reason reason : Reason.values()) {
            assertTrue(
                    bullets.stream().anyMatch(line -> line.startsWith("* `" + reason.word() + "`")),
                    reason.word());
        }
    }

    @Test
    @DisplayName("the table says of each reason what the code does: wait or give up")
    void agreesOnWaiting() throws IOException {
        for (Reason reason : Reason.values()) {
            String row =
                    lines().filter(line -> line.startsWith("| `" + reason.word() + "`"))
                            .findFirst()
                            .orElseThrow();

            assertEquals(!reason.waitingHelps(), row.endsWith("| no |"), row);
        }
    }

    private static java.util.stream.Stream<String> lines() throws IOException {
        return Files.readAllLines(Path.of("docs/checks.md")).stream();
    }
}
