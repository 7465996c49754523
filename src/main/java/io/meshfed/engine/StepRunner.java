package io.meshfed.engine;

import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.StepReport;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs steps in order. What failed in one step is left out of the next: a mesh with all its
 * peerings, or one peering; a failure of the whole run ends it. So a dead cluster never keeps the
 * others from being federated, and a peer is never written where its other side could not be.
 */
public final class StepRunner {

    private static final int GUARD_AND_STEP = 2;

    /**
     * A report per step that ran, with everything that was done, also by a step that broke off. A
     * run that had to wait for another one to end starts over before its first write: what it had
     * read may not be so any more. So does, once, a run that was overtaken: another one ended
     * between its look and its lock.
     */
    public List<StepReport> run(List<Step> steps, StepContext context) {
        List<StepReport> reports = attempt(steps, context);
        while (context.clusters().locks().mustReadAgain()) {
            context.settings()
                    .progress()
                    .doing("another run was writing until now: everything is read again");
            context.clusters().forget();
            reports = attempt(steps, context);
        }
        return Overtaken.is(steps, reports, context) ? startOver(steps, reports, context) : reports;
    }

    private static List<StepReport> startOver(
            List<Step> steps, List<StepReport> before, StepContext context) {
        context.settings()
                .progress()
                .doing("something was changed after it was looked at: everything is read again");
        context.clusters().lookAgain();
        return Overtaken.joined(before, attempt(steps, context));
    }

    private static List<StepReport> attempt(List<Step> steps, StepContext context) {
        List<StepReport> reports = new ArrayList<>();
        StepContext current = context;
        boolean pipeline = isPipeline(steps);
        if (pipeline) {
            lookAhead(steps, context);
        }
        for (Step step : steps) {
            boolean left =
                    context.federation().peerings().isEmpty()
                            || !current.federation().peerings().isEmpty();
            StepReport report = pipeline ? announced(step, current, left) : runOne(step, current);
            reports.add(report);
            boolean over = context.clusters().locks().mustReadAgain();
            if (over
                    || report.failures().stream().anyMatch(failure -> failure.meshes().isEmpty())) {
                break;
            }
            current = current.narrowedTo(Survivors.of(current.federation(), report.failures()));
            if (current.federation().meshes().isEmpty()) {
                break;
            }
        }
        return reports;
    }

    static boolean isPipeline(List<Step> steps) {
        return steps.size() > GUARD_AND_STEP;
    }

    private static void lookAhead(List<Step> steps, StepContext context) {
        LookAhead ahead = new LookAhead();
        steps.forEach(step -> step.lookAhead(context, ahead));
        ahead.begin(context.settings().workers());
    }

    /**
     * A step, alone or behind its guard, is what somebody typed; of several each is told.
     *
     * @param left whether failures before it have left a peering to work on; a step that had
     *     nothing to do for want of one is not told as done
     */
    private static StepReport announced(Step step, StepContext context, boolean left) {
        Progress progress = context.settings().progress();
        progress.doing(
                "%s: %s, %s"
                        .formatted(
                                step.name(),
                                Words.count(context.federation().meshes().size(), "mesh"),
                                Words.count(context.federation().peerings().size(), "peering")));
        StepReport report = runOne(step, context);
        String changes = Words.count(report.changed(), "change");
        if (!left && idle(report)) {
            progress.doing(step.name() + ": left out, the failures before it left nothing to do");
        } else if (report.failures().isEmpty()) {
            // Many a step only looks: that it changed nothing is no news.
            progress.done(report.changed() == 0 ? step.name() : step.name() + ": " + changes);
        } else if (!context.clusters().locks().mustReadAgain()) {
            String failures = Words.count(report.failures().size(), "failure");
            progress.doing("%s: %s, %s".formatted(step.name(), changes, failures));
        }
        return report;
    }

    private static boolean idle(StepReport report) {
        return report.failures().isEmpty()
                && report.checks().isEmpty()
                && report.changes().isEmpty();
    }

    private static StepReport runOne(Step step, StepContext context) {
        int mark = context.clusters().journal().mark();
        StepReport report;
        try {
            report = step.run(context);
        } catch (FederationException failure) {
            report = StepReport.of(step.name()).withFailures(List.of(Failure.ofRun(failure)));
        }
        return toldOnce(report, context).withChanges(context.clusters().journal().since(mark));
    }

    /** Who may not write any more is told so once, and not for every mesh. */
    private static StepReport toldOnce(StepReport report, StepContext context) {
        Optional<FederationException> refusal = context.clusters().locks().refusal();
        if (refusal.isEmpty()) {
            return report;
        }
        List<Failure> failures = new ArrayList<>();
        failures.add(Failure.ofRun(refusal.get()));
        report.failures().stream()
                .filter(failure -> !sameAs(refusal.get(), failure.error()))
                .forEach(failures::add);
        return new StepReport(
                report.step(),
                report.changes(),
                report.checks(),
                failures,
                report.results(),
                report.data());
    }

    private static boolean sameAs(FederationException refusal, FederationException told) {
        return told.errorClass() == refusal.errorClass()
                && told.getMessage().equals(refusal.getMessage());
    }
}
