package io.meshfed.steps.verify;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects what is found of one direction while it is judged, one check per code. */
final class Findings {

    private final Direction direction;
    private final Map<CheckCode, Check> checks = new EnumMap<>(CheckCode.class);
    private final Map<CheckCode, CheckCode> becauseOf = new EnumMap<>(CheckCode.class);
    private final List<Problem> failures = new ArrayList<>();
    private final SortedSet<Mesh> restart = new TreeSet<>();
    private boolean waitingHelps = true;

    Findings(Direction direction) {
        this.direction = direction;
    }

    void ok(CheckCode code, String statement) {
        checks.put(code, Check.ok(code, local(), remote(), statement));
    }

    void warn(CheckCode code, Problem problem) {
        checks.put(code, check(code, CheckStatus.WARNING, problem));
    }

    void fail(CheckCode code, Problem problem) {
        fail(code, problem, problem.reason().waitingHelps());
    }

    void fail(CheckCode code, Problem problem, boolean mayPass) {
        checks.put(code, check(code, CheckStatus.FAILED, problem));
        becauseOf.put(code, code);
        failures.add(problem);
        waitingHelps &= mayPass;
    }

    void skip(CheckCode code, CheckCode because) {
        CheckCode root = becauseOf.getOrDefault(because, because);
        becauseOf.put(code, root);
        checks.put(
                code,
                Check.skipped(code, local(), remote(), "not judged: " + code.promise(), root));
    }

    /** Skips the check when the other one failed or was skipped itself. */
    boolean skippedAfter(CheckCode code, CheckCode other) {
        boolean pointless = becauseOf.containsKey(other);
        if (pointless) {
            skip(code, other);
        }
        return pointless;
    }

    boolean failed() {
        return !failures.isEmpty();
    }

    boolean failed(Reason reason) {
        return failures.stream().anyMatch(problem -> problem.reason() == reason);
    }

    boolean failed(CheckCode code) {
        return becauseOf.get(code) == code;
    }

    void adviseRestart(Mesh mesh) {
        restart.add(mesh);
    }

    SortedSet<Mesh> restartAdvice() {
        return new TreeSet<>(restart);
    }

    Judgement judgement() {
        Optional<Problem> cause = failures.stream().min(Comparator.comparing(Problem::reason));
        return new Judgement(
                direction,
                List.copyOf(checks.values()),
                cause.stream().toList(),
                waitingHelps,
                restart);
    }

    private Check check(CheckCode code, CheckStatus status, Problem problem) {
        return new Check(
                code,
                local(),
                remote(),
                status,
                problem.statement(),
                problem.reason().word(),
                problem.observed(),
                problem.hint());
    }

    private String local() {
        return direction.local().name();
    }

    private String remote() {
        return direction.remote().name();
    }
}
