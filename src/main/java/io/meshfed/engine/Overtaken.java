package io.meshfed.engine;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A run that looked at something which then was changed by somebody else. */
final class Overtaken {

    private Overtaken() {}

    /**
     * What a look alone finds missing was just never there; a pipeline has applied it before, or
     * seen that it stood. What was taken apart in part says itself what is left, and how to go on.
     */
    static boolean is(List<Step> steps, List<StepReport> reports, StepContext context) {
        boolean lost = context.clusters().locks().refusal().isPresent();
        if (lost || context.settings().dryRun() || context.settings().deadline().passed()) {
            return false;
        }
        return reports.stream()
                .flatMap(report -> report.failures().stream())
                .map(failure -> failure.error())
                .filter(error -> error.overtaken() && error.errorClass() != ErrorClass.PARTIAL)
                .anyMatch(
                        error ->
                                error.errorClass() == ErrorClass.CONFLICT
                                        || StepRunner.isPipeline(steps));
    }

    /** The second attempt's reports, with what the first had written by then. */
    static List<StepReport> joined(List<StepReport> first, List<StepReport> second) {
        List<StepReport> joined = new ArrayList<>();
        for (StepReport report : second) {
            joined.add(with(report, written(first, report.step())));
        }
        first.stream()
                .filter(report -> second.stream().noneMatch(it -> it.step().equals(report.step())))
                .filter(report -> report.changed() > 0)
                .map(report -> with(StepReport.of(report.step()), written(first, report.step())))
                .forEach(joined::add);
        return List.copyOf(joined);
    }

    private static List<Change> written(List<StepReport> reports, String step) {
        return reports.stream()
                .filter(report -> report.step().equals(step))
                .flatMap(report -> report.changes().stream())
                .filter(change -> change.kind().isWrite())
                .toList();
    }

    /** An object that the second attempt only found as the first had left it is told as written. */
    private static StepReport with(StepReport report, List<Change> before) {
        Set<Place> written = before.stream().map(Place::of).collect(Collectors.toSet());
        List<Change> changes = new ArrayList<>(before);
        report.changes().stream()
                .filter(change -> change.kind().isWrite() || !written.contains(Place.of(change)))
                .forEach(changes::add);
        return new StepReport(
                report.step(),
                changes,
                report.checks(),
                report.failures(),
                report.results(),
                report.data());
    }

    private record Place(String cluster, ObjectRef object) {

        static Place of(Change change) {
            return new Place(change.cluster(), change.object());
        }
    }
}
