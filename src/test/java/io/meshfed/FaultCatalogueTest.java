package io.meshfed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.report.ErrorClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No row of the fault catalogue without a test that is named with it, and none beside it. */
class FaultCatalogueTest {

    private static final Path REFERENCE = Path.of("../shared/reference/reliability.md");
    private static final Path DOCUMENT = Path.of("docs/fault-catalogue.md");
    private static final String BEGIN = "<!-- rows: begin -->\n";
    private static final String END = "<!-- rows: end -->\n";

    /** Commands that are still to come. */
    private static final Set<String> TO_COME =
            Set.of(
                    "apply-manifests",
                    "delete-manifests",
                    "route-traffic",
                    "probe-service",
                    "scale-workload",
                    "failover-drill",
                    "promote",
                    "roll-back",
                    "plan-promotion",
                    "rotate-root");

    private final List<CatalogueRow> rows = CatalogueRow.all();

    @Test
    @DisplayName("every row that concerns a command which exists has a test of its name")
    void everyRowHasATest() {
        Set<String> named = NamedRows.ofSources().files().keySet();

        assertEquals(
                List.of(),
                rows.stream()
                        .filter(row -> !row.waits() && !named.contains(row.id()))
                        .map(row -> row.id() + ": " + row.fault())
                        .toList(),
                "rows without a test");
    }

    @Test
    @DisplayName("no row that waits for a command has a test, and the command is still to come")
    void whatWaitsIsToCome() throws IOException {
        Set<String> named = NamedRows.ofSources().files().keySet();
        List<String> wrong = new ArrayList<>();
        for (CatalogueRow row : rows) {
            if (row.waits() && named.contains(row.id())) {
                wrong.add(row.id() + " has a test");
            }
            if (row.waits() && !TO_COME.contains(row.waitsFor())) {
                wrong.add(row.id() + " waits for an unknown command " + row.waitsFor());
            }
            if (row.waits() && Files.exists(reference(row.waitsFor()))) {
                wrong.add(row.id() + " waits for a command that is there: " + row.waitsFor());
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(Files.exists(reference("federate")), "commands are found by their reference");
    }

    private static Path reference(String command) {
        return Path.of("docs", "reference", command + ".md");
    }

    @Test
    @DisplayName("no test is named with a row that does not exist, or nearly as one is")
    void everyNameHasItsRow() {
        NamedRows named = NamedRows.ofSources();
        Set<String> unknown = new TreeSet<>(named.files().keySet());
        unknown.removeAll(ids());

        assertEquals(Set.of(), unknown);
        assertEquals(List.of(), named.malformed());
    }

    @Test
    @DisplayName("names are read from annotations and from tests made at run time, and no others")
    void readsNames() {
        String source =
                """
                "A1: a text"
                @Name("A2, A3: two rows") @Each(name = "B1: {0}")
                Stream.of(made(
                    "C1: made", x)) @Name("A4 : no") @Name("A5,A6: no")
                """
                        // Written apart, lest this text be taken for names of tests.
                        .replace("@Name", "@DisplayName")
                        .replace("@Each", "@ParameterizedTest")
                        .replace("made(", "dynamicTest(");

        NamedRows named = NamedRows.of("X.java", source);

        assertEquals(Set.of("A2", "A3", "B1", "C1"), named.files().keySet());
        assertEquals(List.of("X.java: A4 : no", "X.java: A5,A6: no"), named.malformed());
        assertEquals(Set.of(), NamedRows.of("X.java", "@Disabled\n" + source).files().keySet());
    }

    @Test
    @DisplayName("the rows are unique, in order, and speak of classes that exist")
    void rowsAreWellFormed() {
        Set<String> labels =
                Stream.of(ErrorClass.values()).map(ErrorClass::label).collect(Collectors.toSet());
        labels.add("none");
        List<String> wrong = new ArrayList<>();
        int number = 0;
        String part = "";
        for (CatalogueRow row : rows) {
            number = row.id().substring(0, 1).equals(part) ? number + 1 : 1;
            part = row.id().substring(0, 1);
            if (!row.id().equals(part + number)) {
                wrong.add(row.id() + " stands where " + part + number + " should");
            }
            if (!row.waits() && !labels.containsAll(row.classes())) {
                wrong.add(row.id() + " has an unknown class: " + row.seen());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("they are the rows of the specification, where that is at hand")
    void areThoseOfTheSpecification() throws IOException {
        assumeTrue(Files.exists(REFERENCE), "needs ../shared/reference/reliability.md");
        Set<String> specified = new TreeSet<>();
        Matcher row =
                Pattern.compile("(?m)^\\| ([A-H]\\d+) \\|").matcher(Files.readString(REFERENCE));
        while (row.find()) {
            specified.add(row.group(1));
        }

        assertEquals(130, specified.size());
        Set<String> others = ids();
        // Sets of manifests are not in it, nor are pods, probes and drills.
        others.removeIf(id -> id.startsWith("I") || id.startsWith("J"));
        assertEquals(specified, others);
    }

    private Set<String> ids() {
        return rows.stream().map(CatalogueRow::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("the document has every row as the list has it; -Dgolden.update=true writes it")
    void documentAgrees() throws IOException {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String written = text.substring(0, begin) + tables() + text.substring(end);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(DOCUMENT, written);
        }

        assertEquals(written, Files.readString(DOCUMENT));
    }

    private String tables() {
        StringBuilder text = new StringBuilder();
        for (String part : CatalogueRow.parts()) {
            text.append("\n## ").append(part.substring(3)).append("\n\n");
            text.append(
                    "| row | what goes wrong | class | what to do |\n| --- | --- | --- | --- |\n");
            rows.stream()
                    .filter(row -> row.id().startsWith(part.substring(0, 1)))
                    .forEach(row -> text.append(row.markdown()).append('\n'));
        }
        return text.append('\n').toString();
    }
}
