package io.meshfed.engine;

import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.StepReport;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs steps in order. What failed in one step is left out of the next: a mesh with all its
 * peerings, or one peering; a failure of the whole run ends it. So a dead cluster never keeps the
 * others from being federated, and a peer is never written where its other side could not be.
 */
public final class StepRunner {

    private static final int GUARD_AND_STEP = 2;

    /** A report per step that ran, with everything that was done, also by a step that broke off. */
    public List<StepReport> run(List<Step> steps, StepContext context) {
        List<StepReport> reports = new ArrayList<>();
        StepContext current = context;
        boolean pipeline = steps.size() > GUARD_AND_STEP;
        if (pipeline) {
            lookAhead(steps, context);
        }
        for (Step step : steps) {
            StepReport report = pipeline ? announced(step, current) : runOne(step, current);
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

    private static void lookAhead(List<Step> steps, StepContext context) {
        LookAhead ahead = new LookAhead();
        steps.forEach(step -> step.lookAhead(context, ahead));
        ahead.begin(context.settings().workers());
    }

    /** A step, alone or behind its guard, is what somebody typed; of several each is told. */
    private static StepReport announced(Step step, StepContext context) {
        Progress progress = context.settings().progress();
        progress.doing(
                "%s: %s, %s"
                        .formatted(
                                step.name(),
                                Words.count(context.federation().meshes().size(), "mesh"),
                                Words.count(context.federation().peerings().size(), "peering")));
        StepReport report = runOne(step, context);
        String changes = Words.count(report.changed(), "change");
        if (report.failures().isEmpty()) {
            // Many a step only looks: that it changed nothing is no news.
            progress.done(report.changed() == 0 ? step.name() : step.name() + ": " + changes);
        } else {
            String failures = Words.count(report.failures().size(), "failure");
            progress.doing("%s: %s, %s".formatted(step.name(), changes, failures));
        }
        return report;
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
