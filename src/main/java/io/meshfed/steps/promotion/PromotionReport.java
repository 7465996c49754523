package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Attempt;
import io.meshfed.promotion.Ending;
import io.meshfed.promotion.Evidence;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Halt;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.PromotionState;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.StepReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is told of where a run left a promotion.
 *
 * @param wish what the run was asked for
 */
record PromotionReport(RunEnd end, Wish wish) {

    /** What a run was asked for. */
    enum Wish {
        PROMOTE,
        ROLL_BACK
    }

    PromotionReport {
        requireNonNull(end);
        requireNonNull(wish);
    }

    private PromotionRecord record() {
        return end.record();
    }

    private PromotionState state() {
        return end.record().state();
    }

    StepReport told(String step) {
        Attempt attempt = state().attempt();
        StepReport report =
                StepReport.of(step)
                        .withFailures(failure().map(Failure::ofRun).map(List::of).orElse(List.of()))
                        .withResult("verdict", verdict())
                        .withResult("PLAN_DIGEST", attempt.plan())
                        .withData("promotion", data());
        return wish == Wish.PROMOTE ? report.withResult("IMAGES", images()) : report;
    }

    /** Whoever signs by it is not to sign what did not come to production. */
    private String images() {
        return verdict().equals("promoted")
                ? String.join("\n", record().about().subject().contents().images().values())
                : "";
    }

    String verdict() {
        Phase phase = state().phase();
        if (!end.begun()) {
            return "unchanged";
        }
        if (phase == Phase.PROMOTED) {
            return "promoted";
        }
        if (phase == Phase.AS_FOUND) {
            boolean failed = wish == Wish.PROMOTE && state().ending() == Ending.FAILED;
            if (failed) {
                return "failed";
            }
            return state().custody().touched() ? "rolled-back" : "unchanged";
        }
        return phase.back() ? "partial" : "paused";
    }

    private Optional<FederationException> failure() {
        Phase phase = state().phase();
        if (phase == Phase.PROMOTED || !end.begun()) {
            return Optional.empty();
        }
        if (phase == Phase.AS_FOUND) {
            // Whoever wanted it back has it back, whatever had been wrong with the release.
            return wish == Wish.ROLL_BACK ? Optional.empty() : ended();
        }
        return phase.back() ? Optional.of(partial()) : paused();
    }

    private Optional<FederationException> ended() {
        return switch (state().ending()) {
            case FAILED ->
                    Optional.of(
                            failure(
                                    ErrorClass.GATE_FAIL,
                                    said() + "; everything is as it was found",
                                    "Mend the release, and promote another one. This one is refused without --override REASON."));
            case UNDECIDED ->
                    Optional.of(
                            failure(
                                    ErrorClass.GATE_UNKNOWN,
                                    said()
                                            + "; it took too long, and everything is as it was found",
                                    "Mend what could not be asked, then promote it again."));
            case STALE ->
                    Optional.of(
                            failure(
                                    ErrorClass.CONFLICT,
                                    said() + "; nothing was written",
                                    "Read the plan again, %s, and approve that one."
                                            .formatted(NextCommand.PLAN)));
            default ->
                    Optional.of(
                            failure(
                                    ErrorClass.CONFLICT,
                                    "the release was being taken back, and now everything is as it was found",
                                    "To promote it after all, start again."));
        };
    }

    private Optional<FederationException> paused() {
        Halt halt = state().position().halt();
        String where = where();
        return switch (halt) {
            case NONE, REQUESTED -> Optional.empty();
            case UNKNOWN, DISCONNECTED ->
                    Optional.of(
                            failure(
                                    ErrorClass.GATE_UNKNOWN,
                                    "paused %s: %s".formatted(where, said()),
                                    "Nothing was widened. Mend it and start again: it goes on from here. To end it: "
                                            + rollBack()));
            case MOVED ->
                    Optional.of(
                            failure(
                                    ErrorClass.CONFLICT,
                                    "paused %s: stale plan: %s".formatted(where, said()),
                                    "Put back what was changed and start again, or end it: "
                                            + rollBack()));
            case BLOCKED, UNREADABLE ->
                    Optional.of(
                            failure(
                                    why().map(FederationException::errorClass)
                                            .orElse(ErrorClass.PRECOND),
                                    "paused %s: %s".formatted(where, said()),
                                    why().map(FederationException::remedy)
                                                    .filter(text -> !text.isEmpty())
                                                    .map(text -> text + " Then s")
                                                    .orElse("S")
                                            + "tart again: it goes on from here. To end it: "
                                            + rollBack()));
        };
    }

    private FederationException partial() {
        List<String> left =
                new ArrayList<>(why().map(FederationException::details).orElse(List.of()));
        left.addAll(WayHome.left(state().phase()));
        String routes =
                state().phase() == Phase.ROUTES_OFF
                        ? ""
                        : "; no requests are led to the peer any more";
        return new FederationException(
                ErrorClass.PARTIAL,
                "the release could not be taken back as a whole%s: %s".formatted(routes, said()),
                "%s When the cause is gone, run it again: %s goes on from here."
                        .formatted(why().map(FederationException::remedy).orElse(""), rollBack())
                        .strip(),
                left,
                null);
    }

    private String rollBack() {
        return NextCommand.rollBack(record());
    }

    private String where() {
        Phase phase = state().phase();
        boolean ofRamp =
                phase == Phase.ROUTING || phase == Phase.LOWERING || phase == Phase.JUDGING;
        return ofRamp
                ? "at step %d of %d"
                        .formatted(
                                state().position().step() + 1, state().attempt().course().steps())
                : "in phase " + phase;
    }

    private Optional<FederationException> why() {
        return end.last().flatMap(Found::why);
    }

    /** What was last heard of it, by this run or by another one. */
    private String said() {
        return why().map(Throwable::getMessage)
                .or(
                        () ->
                                lastEvidence()
                                        .map(
                                                each ->
                                                        "gate %s at '%s': %s"
                                                                .formatted(
                                                                        each.gate(),
                                                                        each.step(),
                                                                        SafeText.of(
                                                                                each.reading()))))
                .orElse("another run left it so");
    }

    private Optional<Evidence> lastEvidence() {
        List<Evidence> no =
                record().evidence().stream()
                        .filter(each -> each.verdict() != Finding.PASS)
                        .toList();
        return no.isEmpty() ? Optional.empty() : Optional.of(no.get(no.size() - 1));
    }

    private FederationException failure(ErrorClass errorClass, String problem, String remedy) {
        List<String> details = why().map(FederationException::details).orElse(List.of());
        return new FederationException(errorClass, problem, remedy, details, null);
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("promotion", record().about().subject().promotion());
        data.put("service", record().about().subject().service().toString());
        data.put("version", record().about().subject().contents().version());
        data.put("images", List.copyOf(record().about().subject().contents().images().values()));
        data.put("verdict", verdict());
        data.put("phase", state().phase().name());
        data.put("step", state().position().step() + 1);
        data.put("steps", state().attempt().course().steps());
        data.put("halt", state().position().halt().name());
        data.put("release", state().attempt().release());
        data.put("plan", state().attempt().plan());
        data.put("approver", state().attempt().approver());
        data.put("override", state().attempt().override());
        data.put("snapshot", state().custody().snapshot());
        data.put("evidence", record().evidenceOfNewest().stream().map(this::row).toList());
        return data;
    }

    private Map<String, Object> row(Evidence evidence) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("step", evidence.step());
        row.put("gate", evidence.gate());
        row.put("verdict", evidence.verdict().name());
        row.put("reading", evidence.reading());
        row.put("at", ToldPromotion.time(evidence.at()));
        return row;
    }
}
