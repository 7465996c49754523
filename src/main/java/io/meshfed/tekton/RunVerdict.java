package io.meshfed.tekton;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.ShellWord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a run ended, in the words of the error contract: the class of the step that failed. Of
 * several the one that needs a person first.
 */
public final class RunVerdict {

    /** Reasons with which Tekton refuses what the run says, as it fails at once. */
    private static final Set<String> WRONG_INPUT =
            Set.of(
                    "ParameterMissing",
                    "ParameterTypeMismatch",
                    "ObjectParameterMissKeys",
                    "ParamArrayIndexingInvalid",
                    "InvalidParamValue",
                    "InvalidWorkspaceBindings",
                    "InvalidTaskRunSpecs");

    private final RunState run;

    private RunVerdict(RunState run) {
        this.run = run;
    }

    /** Empty when the run succeeded, or has not ended yet. */
    public static Optional<FederationException> failure(RunState run) {
        return run.phase().bad() ? Optional.of(new RunVerdict(run).failure()) : Optional.empty();
    }

    /** What went wrong in a task that did not end well, in a few words. */
    public static String why(TaskState task) {
        return StepVerdict.of(task).what();
    }

    private FederationException failure() {
        if (run.phase() == Phase.CANCELLED) {
            return told(
                    ErrorClass.INTERRUPTED,
                    "was cancelled" + (finallyRan() ? ", and its finally tasks ran" : ""),
                    "Start it again: its steps go on where they stopped.",
                    List.of());
        }
        if (run.phase() == Phase.TIMED_OUT) {
            return told(
                    ErrorClass.WAIT,
                    "ran out of time%s".formatted(stopped()),
                    "Start it again, with a longer --pipeline-timeout or --tasks-timeout.",
                    List.of(SafeText.of(run.message())));
        }
        List<StepVerdict> failed =
                run.tasks().stream()
                        .filter(task -> task.phase().bad() && !task.tolerated())
                        .map(StepVerdict::of)
                        .sorted(Comparator.comparing(this::order))
                        .toList();
        return WRONG_INPUT.contains(run.reason()) || failed.isEmpty() ? neverRan() : failed(failed);
    }

    private FederationException neverRan() {
        boolean input = WRONG_INPUT.contains(run.reason());
        return told(
                input ? ErrorClass.INPUT : ErrorClass.PRECOND,
                "failed with %s: %s"
                        .formatted(SafeText.of(run.reason()), SafeText.of(run.message())),
                input
                        ? "Correct what it was started with, and start it again."
                        : "Correct what Tekton misses, and start it again.",
                List.of());
    }

    /** A task that was ended because another failed says nothing about why. */
    private int order(StepVerdict verdict) {
        return verdict.task().phase() == Phase.CANCELLED ? 1 : 0;
    }

    private FederationException failed(List<StepVerdict> failed) {
        StepVerdict first = failed.get(0);
        for (StepVerdict other : failed) {
            boolean cancelled = other.task().phase() == Phase.CANCELLED;
            ErrorClass worse = first.errorClass().worse(other.errorClass());
            if (!cancelled && worse != first.errorClass()) {
                first = other;
            }
        }
        List<String> details = new ArrayList<>();
        for (StepVerdict other : failed) {
            if (other != first) {
                details.add("%s (%s)".formatted(other.problem(), other.errorClass().label()));
            }
        }
        details.add(SafeText.of(run.message()));
        return told(
                first.errorClass(),
                "failed: " + first.problem(),
                "Its log: meshfed pipeline logs %s --namespace %s --task %s"
                        .formatted(
                                ShellWord.of(run.name().name()),
                                ShellWord.of(run.name().namespace()),
                                ShellWord.of(first.task().name())),
                details);
    }

    private boolean finallyRan() {
        return run.tasks().stream().anyMatch(task -> task.last() && task.phase().over());
    }

    private String stopped() {
        return run.tasks().stream()
                .filter(task -> task.phase().bad())
                .findFirst()
                .map(task -> " in task '%s'".formatted(SafeText.of(task.name())))
                .orElse("");
    }

    private FederationException told(
            ErrorClass errorClass, String what, String remedy, List<String> details) {
        return new FederationException(
                errorClass,
                "PipelineRun %s %s".formatted(SafeText.of(run.name().toString()), what),
                remedy,
                details.stream().filter(detail -> !detail.isEmpty()).toList(),
                null);
    }
}
