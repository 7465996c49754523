package io.meshfed.cli;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.FieldChange;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import io.meshfed.tekton.CancelMode;
import io.meshfed.tekton.NameCheck;
import io.meshfed.tekton.RunName;
import io.meshfed.tekton.RunState;
import io.meshfed.tekton.TaskState;
import io.meshfed.tekton.TektonRuns;
import io.meshfed.tekton.TektonRuns.Cancelled;
import io.meshfed.tekton.TektonSession;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Ends a run before its time, and says whether its finally tasks run.",
        footer = {"", "Example:", "  meshfed pipeline cancel meshfed-federate-x7k2p --run-finally"})
final class PipelineCancelCommand extends TektonCommand implements NamesRun {

    /** At most one of them. */
    static final class How {

        @Option(
                names = "--run-finally",
                description = "End the running tasks, then run the finally tasks.")
        boolean runFinally;

        @Option(
                names = "--let-finish",
                description =
                        "Let the running tasks end by themselves, begin no other, then run the finally tasks.")
        boolean letFinish;
    }

    @Parameters(paramLabel = "RUN", description = "The PipelineRun.")
    String run;

    @ArgGroup(exclusive = true)
    How how = new How();

    PipelineCancelCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkNames() {
        super.checkNames();
        NameCheck.object("PipelineRun", run);
    }

    @Override
    RunReport work(TektonSession session, Runs runs) {
        Cancelled cancelled = new TektonRuns(session).cancel(run, mode());
        runs.progress().done(told(cancelled));
        return report(session, cancelled.after(), List.of(change(session, cancelled)));
    }

    private CancelMode mode() {
        if (how.letFinish) {
            return CancelMode.AFTER_RUNNING;
        }
        return how.runFinally ? CancelMode.THEN_FINALLY : CancelMode.AT_ONCE;
    }

    private String told(Cancelled cancelled) {
        RunState before = cancelled.before();
        if (before.over()) {
            return "PipelineRun %s is over already: %s"
                    .formatted(before.name(), before.phase().label());
        }
        boolean none = before.tasks().stream().noneMatch(TaskState::last);
        boolean known = !before.tasks().isEmpty();
        return "%s: %s%s%s"
                .formatted(
                        done(cancelled),
                        mode().meaning(),
                        known && none ? " (it has none)" : "",
                        overridden(cancelled));
    }

    /** Until Tekton has done it, it is only asked. */
    private static String done(Cancelled cancelled) {
        RunName run = cancelled.before().name();
        if (!cancelled.changed()) {
            return "Tekton was asked the same before of PipelineRun " + run;
        }
        return cancelled.after().over()
                ? "PipelineRun %s is cancelled".formatted(run)
                : "asked Tekton to cancel PipelineRun " + run;
    }

    private static String overridden(Cancelled cancelled) {
        String earlier = cancelled.before().asked();
        return cancelled.changed() && !earlier.isEmpty()
                ? "; this replaces the earlier request '%s'".formatted(SafeText.of(earlier))
                : "";
    }

    private static Change change(TektonSession session, Cancelled cancelled) {
        ObjectRef ref = cancelled.before().name().object();
        return cancelled.changed()
                ? new Change(
                        Change.Kind.UPDATED,
                        session.context(),
                        ref,
                        List.of(
                                new FieldChange(
                                        "spec.status",
                                        cancelled.before().asked(),
                                        cancelled.after().asked())))
                : new Change(Change.Kind.UNCHANGED, session.context(), ref, List.of());
    }
}
