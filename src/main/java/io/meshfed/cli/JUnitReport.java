package io.meshfed.cli;

import io.meshfed.report.Check;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as CI servers draw test results: a suite per mesh and per direction, a case per check, and
 * a suite of the run itself, whose one case fails with what went wrong beside the checks. Names
 * stay the same from run to run, so that a trend can be drawn.
 */
final class JUnitReport {

    private final XMLStreamWriter xml;
    private final RunReport report;
    private int depth;

    private JUnitReport(XMLStreamWriter xml, RunReport report) {
        this.xml = xml;
        this.report = report;
    }

    static String of(RunReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JUnitReport(xml, report).write();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.append('\n').toString();
    }

    private void write() throws XMLStreamException {
        Map<String, List<Check>> suites = new TreeMap<>();
        for (Check check : report.checks()) {
            suites.computeIfAbsent(suite(check), name -> new ArrayList<>()).add(check);
        }
        List<Failure> untold =
                report.failures().stream()
                        .filter(failure -> !TextReport.shows(report, failure))
                        .toList();
        xml.writeStartDocument("UTF-8", "1.0");
        open("testsuites");
        attribute("name", "meshfed " + report.command());
        attribute("tests", report.checks().size() + 1L);
        attribute("failures", report.count(CheckStatus.FAILED));
        attribute("errors", untold.isEmpty() ? 0 : 1);
        runItself(untold);
        for (Map.Entry<String, List<Check>> suite : suites.entrySet()) {
            suite(suite.getKey(), suite.getValue());
        }
        close();
        xml.writeEndDocument();
    }

    /** What stands before the last dot is drawn as a package: one per federation. */
    private String folder() {
        return report.federation().isEmpty()
                ? "meshfed"
                : "meshfed." + report.federation().replace('.', '-');
    }

    private static String suite(Check check) {
        if (check.mesh().isEmpty()) {
            return "federation";
        }
        return check.peer().isEmpty()
                ? "mesh " + check.mesh()
                : "direction " + check.mesh() + " to " + check.peer();
    }

    private void runItself(List<Failure> failures) throws XMLStreamException {
        open("testsuite");
        attribute("name", "meshfed " + report.command());
        counts(1, 0, failures.isEmpty() ? 0 : 1, 0);
        open("testcase");
        attribute("name", report.command() + " ends well");
        attribute("classname", "meshfed." + report.command().replace(' ', '-'));
        if (!failures.isEmpty()) {
            open("error");
            attribute("type", report.verdict().errorClass().label());
            attribute("message", safe(failures.get(0).error().getMessage()));
            xml.writeCharacters(String.join("\n", told(failures)));
            closeText();
        }
        close();
        close();
    }

    private static List<String> told(List<Failure> failures) {
        List<String> lines = new ArrayList<>();
        for (Failure failure : failures) {
            FederationException error = failure.error();
            lines.add(error.errorClass().label() + ": " + safe(error.getMessage()));
            error.details().forEach(detail -> lines.add("    " + safe(detail)));
            error.remedy().lines().forEach(line -> lines.add("    " + safe(line)));
        }
        return lines;
    }

    private void suite(String name, List<Check> checks) throws XMLStreamException {
        open("testsuite");
        attribute("name", name);
        counts(
                checks.size(),
                count(checks, CheckStatus.FAILED),
                0,
                count(checks, CheckStatus.SKIPPED));
        for (Check check : checks.stream().sorted(Comparator.comparing(Check::code)).toList()) {
            testcase(name, check);
        }
        close();
    }

    private static long count(List<Check> checks, CheckStatus status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }

    private void counts(long tests, long failures, long errors, long skipped)
            throws XMLStreamException {
        attribute("tests", tests);
        attribute("failures", failures);
        attribute("errors", errors);
        attribute("skipped", skipped);
    }

    private void testcase(String suite, Check check) throws XMLStreamException {
        open("testcase");
        attribute("name", check.code().code() + " " + check.code().promise());
        attribute("classname", folder() + "." + suite.replace(' ', '-'));
        switch (check.status()) {
            case OK -> output(safe(check.statement()));
            case WARNING -> output("warning: " + String.join("\n", evidence(check)));
            case SKIPPED -> {
                open("skipped");
                attribute("message", safe(check.reason()));
                close();
            }
            case FAILED -> {
                open("failure");
                attribute("type", safe(check.reason()));
                attribute("message", safe(check.statement()));
                xml.writeCharacters(String.join("\n", evidence(check)));
                closeText();
            }
        }
        close();
    }

    private static List<String> evidence(Check check) {
        List<String> lines = new ArrayList<>();
        lines.add(safe(check.statement()));
        if (!check.observed().isEmpty()) {
            lines.add("observed: " + safe(check.observed()));
        }
        check.hint().lines().forEach(hint -> lines.add(safe(hint)));
        lines.add("see " + check.code().anchor());
        return lines;
    }

    /** XML forbids two characters more than a terminal. */
    private static String safe(String hostile) {
        return SafeText.of(hostile).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff");
    }

    private void output(String text) throws XMLStreamException {
        open("system-out");
        xml.writeCharacters(text);
        closeText();
    }

    private void open(String element) throws XMLStreamException {
        newLine();
        xml.writeStartElement(element);
        depth++;
    }

    private void close() throws XMLStreamException {
        depth--;
        newLine();
        xml.writeEndElement();
    }

    /** White space inside an element with text would be part of the text. */
    private void closeText() throws XMLStreamException {
        depth--;
        xml.writeEndElement();
    }

    private void newLine() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, String.valueOf(value));
    }
}
