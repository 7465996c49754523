package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("on a narrow terminal")
class NarrowTerminalTest {

    private static Style style(boolean terminal, String columns) {
        return Style.of(terminal, true, Map.of("COLUMNS", columns));
    }

    @Test
    @DisplayName("a table that would break becomes a block per row, the widest ones too")
    void tables() {
        List<Map<String, Object>> wide =
                List.of(Map.of("a name", "x".repeat(30), "b name", "y".repeat(30)));

        assertEquals(2, Table.of(wide, style(true, "63")).size());
        assertTrue(longest(Table.of(wide, style(true, "62"))) <= 62);
        assertTrue(longest(Table.wide(wide, style(true, "62"))) <= 62);
        assertEquals(63, longest(Table.of(wide, style(false, "62"))));
        assertEquals(63, longest(Table.of(wide, style(true, "nonsense"))));
    }

    @Test
    @DisplayName("a long check does not push the codes of the short ones over the edge")
    void checks() {
        List<Check> checks =
                List.of(
                        Check.ok(CheckCode.OUTBOUND, "east", "west", "short"),
                        Check.ok(CheckCode.ADDRESS, "east", "west", "long ".repeat(18)));

        List<String> lines = ChecksText.of(checks, style(true, "80"), true);

        assertTrue(
                lines.stream()
                        .filter(line -> line.contains("short"))
                        .allMatch(l -> l.length() <= 80),
                lines::toString);
    }

    private static int longest(List<String> lines) {
        return lines.stream().mapToInt(String::length).max().orElse(0);
    }
}
