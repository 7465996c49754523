package io.meshfed.cli;

import io.meshfed.report.Check;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as CI servers draw test results: a suite per mesh and per direction, a case per check, and
 * a suite of the run itself, whose one case fails with what went wrong beside the checks and never
 * passes when nothing else tells that the run did not end well. Names stay the same from run to
 * run, so that a trend can be drawn.
 */
final class JUnitReport {

    private final XmlText xml = new XmlText();
    private final RunReport report;

    private JUnitReport(RunReport report) {
        this.report = report;
    }

    static String of(RunReport report) {
        JUnitReport junit = new JUnitReport(report);
        junit.write();
        return junit.xml.toString();
    }

    private void write() {
        Map<String, List<Check>> suites = new TreeMap<>();
        for (Check check : report.checks()) {
            suites.computeIfAbsent(suite(check), name -> new ArrayList<>()).add(check);
        }
        List<Failure> untold =
                report.failures().stream()
                        .filter(failure -> !TextReport.shows(report, failure))
                        .toList();
        xml.open("testsuites");
        xml.attribute("name", "meshfed " + report.command());
        xml.attribute("tests", report.checks().size() + 1L);
        xml.attribute("failures", report.count(CheckStatus.FAILED) + (onlyVerdict(untold) ? 1 : 0));
        xml.attribute("errors", untold.isEmpty() ? 0 : 1);
        runItself(untold);
        for (Map.Entry<String, List<Check>> suite : suites.entrySet()) {
            suite(suite.getKey(), suite.getValue());
        }
        xml.close();
    }

    /** DIFF and GATE-UNKNOWN may come without a failure and without a failed check. */
    private boolean onlyVerdict(List<Failure> untold) {
        return report.verdict().errorClass() != ErrorClass.OK
                && untold.isEmpty()
                && report.count(CheckStatus.FAILED) == 0;
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

    private void runItself(List<Failure> failures) {
        xml.open("testsuite");
        xml.attribute("name", "meshfed " + report.command());
        counts(1, onlyVerdict(failures) ? 1 : 0, failures.isEmpty() ? 0 : 1, 0);
        xml.open("testcase");
        xml.attribute("name", report.command() + " ends well");
        xml.attribute("classname", "meshfed." + report.command().replace(' ', '-'));
        if (!failures.isEmpty()) {
            xml.open("error");
            xml.attribute("type", report.verdict().errorClass().label());
            xml.attribute("message", safe(failures.get(0).error().getMessage()));
            List<String> told = told(failures);
            FindingsText.lines(report).forEach(line -> told.add(safe(line)));
            xml.text(String.join("\n", told));
            xml.close();
        }
        if (onlyVerdict(failures)) {
            xml.open("failure");
            xml.attribute("type", report.verdict().errorClass().label());
            xml.attribute("message", safe(SummaryLine.of(report)));
            xml.close();
        }
        xml.close();
        xml.close();
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

    private void suite(String name, List<Check> checks) {
        xml.open("testsuite");
        xml.attribute("name", name);
        counts(
                checks.size(),
                count(checks, CheckStatus.FAILED),
                0,
                count(checks, CheckStatus.SKIPPED));
        for (Check check : checks.stream().sorted(Comparator.comparing(Check::code)).toList()) {
            testcase(name, check);
        }
        xml.close();
    }

    private static long count(List<Check> checks, CheckStatus status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }

    private void counts(long tests, long failures, long errors, long skipped) {
        xml.attribute("tests", tests);
        xml.attribute("failures", failures);
        xml.attribute("errors", errors);
        xml.attribute("skipped", skipped);
    }

    private void testcase(String suite, Check check) {
        xml.open("testcase");
        xml.attribute("name", check.code().code() + " " + check.code().promise());
        xml.attribute("classname", folder() + "." + suite.replace(' ', '-'));
        switch (check.status()) {
            case OK -> output(safe(check.statement()));
            case WARNING -> output("warning: " + String.join("\n", evidence(check)));
            case SKIPPED -> {
                xml.open("skipped");
                xml.attribute("message", safe(check.reason()));
                xml.close();
            }
            case FAILED -> {
                xml.open("failure");
                xml.attribute("type", safe(check.reason()));
                xml.attribute("message", safe(check.statement()));
                xml.text(String.join("\n", evidence(check)));
                xml.close();
            }
        }
        xml.close();
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

    private static String safe(String hostile) {
        return SafeText.of(hostile);
    }

    private void output(String text) {
        xml.open("system-out");
        xml.text(text);
        xml.close();
    }
}
