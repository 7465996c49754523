package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.FieldChange;
import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ResourceTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

@DisplayName("reports in files tell the same verdict, whoever reads them")
class ReportFilesTest {

    private static final String HOSTILE =
            "a|b \\| `c` ``` <script>&amp;]]> @all [x](http://x) \u0000\u001b[31m\r\n"
                    + "| row | \ufffe\uffff \ud800 \u202e end";

    @TempDir private Path folder;

    private static Check failed(String mesh, String peer, String text) {
        return new Check(
                CheckCode.OUTBOUND, mesh, peer, CheckStatus.FAILED, text, "refused", text, text);
    }

    private static RunReport report(List<Check> checks, List<Failure> failures) {
        StepReport step = StepReport.of("verify-federation").withChecks(checks);
        RunReport run = RunReport.of("verify-federation", "pair", List.of(step), new TreeMap<>());
        return new RunReport(
                run.command(),
                run.federation(),
                RunReport.Verdict.of(
                        failures.isEmpty() ? ErrorClass.OK : failures.get(0).error().errorClass()),
                run.changes(),
                run.requests(),
                checks,
                failures,
                run.results(),
                run.data());
    }

    private static RunReport mixed(String text) {
        return report(
                List.of(
                        Check.ok(CheckCode.ROOT, "east", "", text),
                        new Check(
                                CheckCode.ROOT_EXPIRY,
                                "east",
                                "",
                                CheckStatus.WARNING,
                                text,
                                "soon",
                                text,
                                text),
                        failed("east", "west", text),
                        Check.skipped(CheckCode.INBOUND, "east", "west", text, CheckCode.OUTBOUND)),
                List.of(
                        Failure.ofMesh(
                                "east",
                                new FederationException(ErrorClass.PRECOND, text + "!", text))));
    }

    @Test
    @DisplayName("JUnit: a suite per mesh and per direction, a case per check, and one of the run")
    void suites() {
        Document xml = JUnitFiles.strict(JUnitReport.of(mixed("plain")));

        assertAll(
                () -> assertEquals("3", find(xml, "count(//testsuite)")),
                () -> assertEquals("2", find(xml, "//testsuite[@name='mesh east']/@tests")),
                () ->
                        assertEquals(
                                "meshfed.pair.direction-east-to-west",
                                find(xml, "//testcase[failure]/@classname")),
                () ->
                        assertEquals(
                                "depends-on-MF303",
                                find(
                                        xml,
                                        "//testcase[starts-with(@name,'MF305')]/skipped/@message")),
                () -> assertTrue(find(xml, "//failure").contains("docs/checks.md#mf303")),
                () -> assertEquals("refused", find(xml, "//failure/@type")),
                () -> assertEquals("PRECOND", find(xml, "//error/@type")),
                () -> assertTrue(find(xml, "(//system-out)[2]").startsWith("warning")));
    }

    private static String find(Document xml, String path) {
        return JUnitFiles.find(xml, path);
    }

    @Test
    @DisplayName("JUnit: text from clusters can break neither the file nor a terminal")
    void hostileXml() {
        Document xml = JUnitFiles.strict(JUnitReport.of(mixed(HOSTILE)));

        assertAll(
                () -> assertTrue(find(xml, "//failure/@message").contains("<script>")),
                () -> assertTrue(find(xml, "//failure").contains("\\u0000\\u001b[31m")),
                () -> assertTrue(find(xml, "//failure").contains("\\ufffe\\uffff \\ud800")));
    }

    @Test
    @DisplayName(
            "JUnit: counts that do not count, a case told twice and nested outcomes are refused")
    void strictIndeed() {
        String good = JUnitReport.of(mixed("plain"));

        for (String wrong :
                List.of(
                        good.replaceFirst("failures=\"1\"", "failures=\"2\""),
                        good.replace("MF202", "MF201")
                                .replace(CheckCode.ROOT_EXPIRY.promise(), CheckCode.ROOT.promise()),
                        good.replaceFirst("skipped=\"0\"", "skipped=\"no\""),
                        good.replace("<failure", "<mishap").replace("</failure", "</mishap"))) {
            assertFalse(wrong.equals(good));
            assertThrows(AssertionError.class, () -> JUnitFiles.strict(wrong));
        }
    }

    @Test
    @DisplayName("a run that fails before any check still has a case that says why")
    void beforeAnyCheck() throws IOException {
        Path file = folder.resolve("x");

        Cli.Outcome outcome =
                Cli.run(
                        "verify-access",
                        "-f",
                        "nowhere.yaml",
                        "--report=junit=" + file,
                        "--report=summary=" + folder.resolve("line"));

        Document xml = JUnitFiles.strict(Files.readString(file));
        assertAll(
                () -> assertEquals(10, outcome.exit()),
                () -> assertEquals("INPUT", find(xml, "//error/@type")),
                () -> assertEquals("1", find(xml, "/testsuites/@tests")),
                () ->
                        assertEquals(
                                "verify-access: INPUT: federation file nowhere.yaml does not exist",
                                Files.readString(folder.resolve("line"))));
    }

    @ParameterizedTest
    @EnumSource(names = {"DIFF", "GATE_UNKNOWN"})
    @DisplayName("JUnit: a run that did not end well fails its case when nothing else tells it")
    void onlyVerdict(ErrorClass errorClass) {
        RunReport run = report(List.of(Check.ok(CheckCode.ROOT, "east", "", "x")), List.of());

        Document good = JUnitFiles.strict(JUnitReport.of(run));
        Document bad =
                JUnitFiles.strict(
                        JUnitReport.of(run.withVerdict(RunReport.Verdict.of(errorClass))));

        assertAll(
                () -> assertEquals("0", find(good, "count(//failure)")),
                () -> assertEquals(errorClass.label(), find(bad, "//failure/@type")),
                () ->
                        assertEquals(
                                "verify-federation ends well",
                                find(bad, "//testcase[failure]/@name")));
    }

    @Test
    @DisplayName("each kind has its file in a folder that was named")
    void intoFolder() {
        Cli.run(
                "validate",
                "-f",
                "contexts/aro-rosa/federation.yaml",
                "--report=json=" + folder,
                "--report=junit=" + folder,
                "--report=markdown=" + folder,
                "--report=summary=" + folder);

        assertEquals(
                List.of("validate.json", "validate.md", "validate.txt", "validate.xml"),
                List.of(folder.toFile().list()).stream().sorted().toList());
    }

    @Test
    @DisplayName("Markdown: every row of a table has the cells of its head, whatever the text")
    void tables() {
        String markdown = MarkdownReport.of(mixed(HOSTILE));

        List<String> rows = markdown.lines().filter(line -> line.startsWith("|")).toList();
        assertAll(
                () -> assertEquals(8, rows.size()),
                () -> rows.forEach(row -> assertEquals(5, cells(row), row)),
                () -> assertTrue(markdown.lines().noneMatch(line -> line.startsWith("<script"))),
                () -> assertFalse(markdown.contains("\u001b")));
    }

    /** As GitHub splits a row: a backslash takes the meaning of what follows it. */
    private static int cells(String row) {
        int pipes = 0;
        for (int i = 0; i < row.length(); i++) {
            if (row.charAt(i) == '\\'
                    && i + 1 < row.length()
                    && "|\\`".indexOf(row.charAt(i + 1)) >= 0) {
                i++;
            } else if (row.charAt(i) == '|') {
                pipes++;
            }
        }
        return pipes - 1;
    }

    @Test
    @DisplayName("Markdown: a code span ends where we end it")
    void codeSpans() {
        RunReport run = mixed("x");
        Change change =
                new Change(
                        Change.Kind.UPDATED,
                        "rosa",
                        new ObjectRef(ResourceTypes.IMPORTS, "ns", "name"),
                        List.of(new FieldChange("data.x", "`a``b`", "")));
        String markdown =
                MarkdownReport.of(
                        new RunReport(
                                run.command(),
                                run.federation(),
                                run.verdict(),
                                List.of(change),
                                run.requests(),
                                run.checks(),
                                run.failures(),
                                run.results(),
                                run.data()));

        assertTrue(markdown.contains("``` `a``b` ``` → "), markdown);
    }

    @Test
    @DisplayName("the line of a run names the failure of its class first, and counts the others")
    void summary() {
        RunReport run = mixed("plain");
        RunReport two =
                report(
                        run.checks(),
                        List.of(
                                run.failures().get(0),
                                Failure.ofMesh(
                                        "west",
                                        new FederationException(ErrorClass.WAIT, "late", ""))));

        assertEquals("verify-federation of pair: PRECOND: plain!, and 1 more", SummaryLine.of(two));
        assertEquals(
                "verify-federation of pair: OK: 1 failed, 1 warning, 1 skipped, 1 passed",
                SummaryLine.of(report(run.checks(), List.of())));
    }
}
