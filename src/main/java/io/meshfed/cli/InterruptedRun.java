package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.Words;
import io.meshfed.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.List;

/** The report of a run that a signal ended: what was done until then. */
final class InterruptedRun {

    private InterruptedRun() {}

    static RunReport of(RunReport report, Interruption.Signal signal) {
        if (report.failures().isEmpty()
                && report.verdict().errorClass() == ErrorClass.INTERRUPTED) {
            // A command that runs until it is told to end.
            return report.withVerdict(signal.verdict());
        }
        if (report.data().containsKey(TektonCommand.RUN)) {
            // The run in Tekton goes on, and the command has told how to follow it.
            return report.withVerdict(signal.verdict());
        }
        List<Failure> failures = new ArrayList<>();
        failures.add(Failure.ofRun(told(report, signal)));
        report.failures().stream()
                .filter(failure -> failure.error().errorClass() != ErrorClass.INTERRUPTED)
                .forEach(failures::add);
        return new RunReport(
                report.command(),
                report.federation(),
                signal.verdict(),
                report.changes(),
                report.requests(),
                report.checks(),
                failures,
                report.results(),
                report.data());
    }

    private static FederationException told(RunReport report, Interruption.Signal signal) {
        return new FederationException(
                ErrorClass.INTERRUPTED,
                "ended by %s: %s".formatted(signal.fullName(), left(report)),
                restored(report) ? "" : "Run it again: it goes on where it stopped.");
    }

    private static String left(RunReport report) {
        if (restored(report)) {
            return "all that it had changed is put back";
        }
        if (DryRun.of(report) || report.changes().isEmpty()) {
            return "nothing was written";
        }
        if (report.changes().stream().anyMatch(InterruptedRun::appliedPeer)) {
            long applied = report.changes().stream().filter(InterruptedRun::stands).count();
            return "applied, not verified (%s)".formatted(Words.count(applied, "object"));
        }
        return report.changed() == 0
                ? "nothing was written"
                : "%s done, not all".formatted(Words.count(report.changed(), "change"));
    }

    private static boolean restored(RunReport report) {
        return Boolean.TRUE.equals(Trees.object(report.data().get(DrillText.KEY)).get("restored"));
    }

    private static boolean appliedPeer(Change change) {
        return change.object().type().equals(ResourceTypes.PEER) && stands(change);
    }

    private static boolean stands(Change change) {
        return change.kind() != Change.Kind.DELETED && change.kind() != Change.Kind.NOT_FOUND;
    }
}
