package io.meshfed.tekton;

import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.List;
import java.util.Optional;

/** What people do with runs. */
public final class TektonRuns {

    private final TektonSession session;

    public TektonRuns(TektonSession session) {
        this.session = session;
    }

    /**
     * Compares the order with what the Pipeline wants; writes nothing.
     *
     * @throws FederationException INPUT with all mistakes
     */
    public RunManifest prepare(StartOrder order) {
        PipelineDefinition pipeline =
                session.pipeline(order.pipeline()).orElseThrow(() -> noPipeline(order.pipeline()));
        return new StartCheck(pipeline, order).manifest();
    }

    public RunState start(RunManifest manifest) {
        return session.create(manifest);
    }

    /**
     * @throws FederationException INPUT when there is none, naming what may have been meant
     */
    public RunState find(String name) {
        return session.run(name).orElseThrow(() -> noRun(name));
    }

    /** What a cancel did. */
    public record Cancelled(RunState before, RunState after) {

        /** A run that is over, or was asked the same before, is left as it is. */
        public boolean changed() {
            return !before.asked().equals(after.asked());
        }
    }

    public Cancelled cancel(String name, CancelMode mode) {
        RunState before = find(name);
        boolean nothing = before.over() || before.asked().equals(mode.word());
        if (nothing) {
            return new Cancelled(before, before);
        }
        session.end(name, mode);
        return new Cancelled(before, find(name));
    }

    /**
     * Reads the logs as far as they are written.
     *
     * @return whether there is a log at all
     */
    public boolean logs(RunState run, LogChoice choice, RunListener listener) {
        choice.check(run);
        boolean any = false;
        for (TaskState task : LogPumps.inOrder(run)) {
            if (choice.wants(task)) {
                for (Attempt attempt : task.attempts()) {
                    any |= logs(task, attempt, listener);
                }
            }
        }
        return any;
    }

    private boolean logs(TaskState task, Attempt attempt, RunListener listener) {
        boolean any = false;
        for (StepState step : attempt.steps()) {
            if (step.spoke() && !attempt.pod().isEmpty()) {
                any = true;
                StampedLines lines =
                        new StampedLines(line -> listener.said(task.name(), step.name(), line));
                try {
                    session.log(
                            new LogQuery(attempt.pod(), step.container(), lines.again(), false),
                            lines,
                            hangUp -> {});
                } catch (FederationException gone) {
                    session.cancellation().throwIfCancelled();
                    listener.unheard(task.name(), step.name(), gone.getMessage());
                }
            }
        }
        return any;
    }

    private FederationException noPipeline(String name) {
        List<String> known = session.pipelines().stream().map(PipelineDefinition::name).toList();
        return none("Pipeline", name, known, "");
    }

    private FederationException noRun(String name) {
        List<RunState> runs = session.runs();
        Optional<RunState> newest =
                runs.stream().filter(run -> run.pipeline().equals(name)).findFirst();
        String hint =
                newest.map(
                                run ->
                                        "'%s' is a Pipeline; its newest run is '%s'."
                                                .formatted(
                                                        SafeText.of(name),
                                                        SafeText.of(run.name().name())))
                        .orElse("");
        return none(
                "PipelineRun", name, runs.stream().map(run -> run.name().name()).toList(), hint);
    }

    private FederationException none(String kind, String name, List<String> known, String hint) {
        String near =
                Nearest.to(name, known)
                        .map(other -> "Did you mean '%s'?".formatted(SafeText.of(other)))
                        .orElse(
                                known.isEmpty()
                                        ? "There is none in this namespace; see --namespace and --context."
                                        : "There: %s."
                                                .formatted(SafeText.of(String.join(", ", known))));
        return new FederationException(
                ErrorClass.INPUT,
                "%s: no %s '%s' in namespace '%s'"
                        .formatted(
                                session.where(),
                                kind,
                                SafeText.of(name),
                                SafeText.of(session.namespace())),
                hint.isEmpty() ? near : hint);
    }
}
