package io.meshfed.engine;

import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.StepReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs steps in order. What failed in one step is left out of the next: a mesh with all its
 * peerings, or one peering; a failure of the whole run ends it. So a dead cluster never keeps the
 * others from being federated, and a peer is never written where its other side could not be.
 */
public final class StepRunner {

    /** A report per step that ran, with everything that was done, also by a step that broke off. */
    public List<StepReport> run(List<Step> steps, StepContext context) {
        List<StepReport> reports = new ArrayList<>();
        StepContext current = context;
        for (Step step : steps) {
            StepReport report = steps.size() > 1 ? announced(step, current) : runOne(step, current);
            reports.add(report);
            if (report.failures().stream().anyMatch(failure -> failure.meshes().isEmpty())) {
                break;
            }
            current = current.narrowedTo(Survivors.of(current.federation(), report.failures()));
            if (current.federation().meshes().isEmpty()) {
                break;
            }
        }
        return reports;
    }

    /** A step alone is what somebody typed; of several it is told which one runs. */
    private static StepReport announced(Step step, StepContext context) {
        Progress progress = context.settings().progress();
        progress.doing(
                "%s: %s, %s"
                        .formatted(
                                step.name(),
                                counted(context.federation().meshes().size(), "mesh", "meshes"),
                                counted(
                                        context.federation().peerings().size(),
                                        "peering",
                                        "peerings")));
        StepReport report = runOne(step, context);
        String changes = counted(report.changed(), "change", "changes");
        if (report.failures().isEmpty()) {
            progress.done("%s: %s".formatted(step.name(), changes));
        } else {
            String failures = counted(report.failures().size(), "failure", "failures");
            progress.doing("%s: %s, %s".formatted(step.name(), changes, failures));
        }
        return report;
    }

    private static String counted(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    private static StepReport runOne(Step step, StepContext context) {
        int mark = context.clusters().journal().mark();
        StepReport report;
        try {
            report = step.run(context);
        } catch (FederationException failure) {
            report = StepReport.of(step.name()).withFailures(List.of(Failure.ofRun(failure)));
        }
        return report.withChanges(context.clusters().journal().since(mark));
    }
}
