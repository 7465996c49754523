package io.meshfed.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LintDocsTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\|(.*)\\|(.*)\\|(.*)\\|$");

    @Test
    @DisplayName(
            "docs/lint.md has a full row for every code, in the order of the program, with its remedy")
    void everyCodeHasItsRow() {
        List<String> rows = new ArrayList<>();
        Matcher row = ROW.matcher(BrokenFiles.text(Path.of("docs/lint.md")));
        while (row.find()) {
            boolean full = !row.group(2).isBlank() && !row.group(3).isBlank();
            rows.add(row.group(1) + (full ? "" : " (not full)") + " " + row.group(4).strip());
        }

        assertEquals(
                BrokenFiles.rules().stream()
                        .map(rule -> rule.code() + " " + rule.remedy().replace("|", "\\|"))
                        .toList(),
                rows.stream().map(text -> text.replace("`", "")).toList());
    }
}
