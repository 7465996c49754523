package io.meshfed.tekton;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.SafeText;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a task failed: which step, and its class.
 *
 * @param what names step and code, fit to be shown
 */
record StepVerdict(TaskState task, ErrorClass errorClass, String what) {

    /** Reasons for which a pod was taken away: the same run may well succeed on another node. */
    private static final Set<String> TAKEN_AWAY =
            Set.of("Evicted", "PodEvicted", "Preempted", "NodeLost", "DeadlineExceeded");

    private static final int KILLED = 255;
    private static final int SIGKILL = 137;
    private static final int SIGTERM = 143;

    /** With the task's name. */
    String problem() {
        return "task '%s'%s %s"
                .formatted(SafeText.of(task.name()), what.startsWith("step") ? "," : "", what);
    }

    static StepVerdict of(TaskState task) {
        if (task.phase() == Phase.CANCELLED) {
            // The code of its step is 1 then, whatever the program said.
            return new StepVerdict(task, ErrorClass.INTERRUPTED, "was cancelled");
        }
        if (task.phase() == Phase.TIMED_OUT) {
            return new StepVerdict(task, ErrorClass.WAIT, "ran out of time");
        }
        return culprit(task).map(step -> ofStep(task, step)).orElseGet(() -> withoutStep(task));
    }

    /** Steps behind the one that failed are ended by Tekton; some are allowed to fail. */
    private static Optional<StepState> culprit(TaskState task) {
        return task.steps().stream()
                .filter(step -> step.phase().bad() && !step.reason().equals("Continued"))
                .findFirst();
    }

    private static StepVerdict ofStep(TaskState task, StepState step) {
        ErrorClass errorClass =
                step.phase() == Phase.TIMED_OUT ? ErrorClass.WAIT : classOf(task, step);
        String how =
                step.phase() == Phase.TIMED_OUT
                        ? "ran out of time"
                        : "exited with %d%s".formatted(step.exitCode(), why(step));
        return new StepVerdict(
                task, errorClass, "step '%s' %s".formatted(SafeText.of(step.name()), how));
    }

    private static String why(StepState step) {
        boolean plain = step.reason().isEmpty() || step.reason().equals("Error");
        return plain ? "" : " (%s)".formatted(SafeText.of(step.reason()));
    }

    private static StepVerdict withoutStep(TaskState task) {
        ErrorClass errorClass =
                TAKEN_AWAY.contains(task.reason()) ? ErrorClass.TRANSIENT : ErrorClass.PRECOND;
        return new StepVerdict(
                task,
                errorClass,
                "failed with %s: %s"
                        .formatted(SafeText.of(task.reason()), SafeText.of(task.message())));
    }

    private static ErrorClass classOf(TaskState task, StepState step) {
        Optional<ErrorClass> said =
                said(step.results()).or(() -> said(task.results())).filter(c -> fits(c, step));
        return said.orElseGet(() -> ofCode(step, task));
    }

    /** What a step of ours wrote: it always writes both. */
    private static Optional<ErrorClass> said(Map<String, String> results) {
        String label = results.getOrDefault("class", "");
        String code = results.getOrDefault("exit-code", "");
        return Arrays.stream(ErrorClass.values())
                .filter(
                        each ->
                                each.label().equals(label)
                                        || label.isEmpty()
                                                && code.equals(String.valueOf(each.exitCode())))
                .filter(each -> each != ErrorClass.OK)
                .findFirst();
    }

    /**
     * Results of a task may be those of an earlier step; a code that is in the contract and says
     * otherwise is the newer word.
     */
    private static boolean fits(ErrorClass said, StepState step) {
        return ofContract(step.exitCode()).map(said::equals).orElse(true);
    }

    private static Optional<ErrorClass> ofContract(int code) {
        if (code == SIGTERM) {
            return Optional.of(ErrorClass.INTERRUPTED);
        }
        return Arrays.stream(ErrorClass.values())
                .filter(each -> each != ErrorClass.OK && each.exitCode() == code)
                .findFirst();
    }

    private static ErrorClass ofCode(StepState step, TaskState task) {
        if (step.reason().equals("OOMKilled")) {
            return ErrorClass.PRECOND;
        }
        boolean killed = step.exitCode() == KILLED || step.exitCode() == SIGKILL;
        if (killed || TAKEN_AWAY.contains(task.reason())) {
            // A signal shows as 255: a pod deleted, evicted or pre-empted.
            return ErrorClass.TRANSIENT;
        }
        return ofContract(step.exitCode()).orElse(ErrorClass.PRECOND);
    }
}
