package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;

/** A run in one line, for places that have no more room: a build's description, a chat. */
final class SummaryLine {

    private SummaryLine() {}

    static String of(RunReport report) {
        ErrorClass verdict = report.verdict().errorClass();
        String subject =
                report.federation().isEmpty()
                        ? report.command()
                        : "%s of %s".formatted(report.command(), report.federation());
        String why = reason(report, verdict);
        return why.isEmpty()
                ? "%s: %s".formatted(subject, verdict.label())
                : "%s: %s: %s".formatted(subject, verdict.label(), why);
    }

    /** The failure that decided the class, for it is what a person has to see to first. */
    private static String reason(RunReport report, ErrorClass verdict) {
        if (report.failures().isEmpty()) {
            return String.join(", ", TextReport.facts(report));
        }
        FederationException first =
                report.failures().stream()
                        .map(failure -> failure.error())
                        .filter(error -> error.errorClass() == verdict)
                        .findFirst()
                        .orElse(report.failures().get(0).error());
        int others = report.failures().size() - 1;
        return SafeText.of(first.getMessage())
                + (others == 0 ? "" : ", and %d more".formatted(others));
    }
}
