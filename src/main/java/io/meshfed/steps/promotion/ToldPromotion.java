package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.About;
import io.meshfed.promotion.Attempt;
import io.meshfed.promotion.Ending;
import io.meshfed.promotion.Evidence;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Halt;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.PromotionState;
import io.meshfed.report.ShellWord;
import io.meshfed.steps.promotion.KnownPromotions.Known;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One record, as a report tells it.
 *
 * @param atWork whether somebody has the promotion lock of the mesh
 */
record ToldPromotion(Known of, boolean atWork) {

    private static final int LAST = 5;

    ToldPromotion {
        requireNonNull(of);
    }

    private PromotionRecord record() {
        return of.record();
    }

    private PromotionState state() {
        return record().state();
    }

    Map<String, Object> told() {
        About about = record().about();
        Attempt attempt = state().attempt();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("mesh", of.mesh().name());
        told.put("service", about.subject().service().toString());
        told.put("promotion", about.subject().promotion());
        told.put("from", about.subject().from());
        told.put("version", about.subject().contents().version());
        told.put("images", about.subject().contents().images());
        told.put("release", attempt.release());
        told.put("plan", attempt.plan());
        told.put("approver", attempt.approver());
        told.put("override", attempt.override());
        told.put("open", record().open());
        told.put("phase", word(state().phase()));
        told.put("step", state().position().step() + 1);
        told.put("steps", attempt.course().steps());
        told.put(
                "halt",
                state().position().halt() == Halt.NONE ? "" : word(state().position().halt()));
        told.put("haltedSince", record().halted().map(ToldPromotion::time).orElse(""));
        told.put("ending", state().ending() == Ending.OPEN ? "" : word(state().ending()));
        told.put("run", about.run());
        told.put("atWork", record().open() && atWork && !state().custody().holder().isEmpty());
        told.put("started", time(about.started()));
        told.put("changed", time(about.changed()));
        told.put("stages", stages());
        told.put("readings", readings());
        told.put("next", next());
        return told;
    }

    /** {@code rolled-back} for {@code ROLLED_BACK}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String time(Instant time) {
        return time.equals(PromotionRecord.NEVER)
                ? ""
                : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Its way, and how far it came: what is drawn. */
    private List<Map<String, Object>> stages() {
        List<Map<String, Object>> stages = new ArrayList<>();
        Phase phase = state().phase();
        boolean back = phase.back() || phase == Phase.AS_FOUND;
        if (back) {
            List<Phase> way =
                    List.of(
                            Phase.ROUTES_OFF,
                            Phase.UNINSTALLING,
                            Phase.UNEXPORTING,
                            Phase.REROUTING,
                            Phase.PROVING_BACK);
            List<String> names =
                    List.of("routes off", "uninstall", "exports", "routes as found", "proof");
            for (int i = 0; i < way.size(); i++) {
                stages.add(stage(names.get(i), way.get(i).compareTo(phase)));
            }
            return stages;
        }
        stages.add(stage("release", before(Phase.EXPORTING) ? 0 : -1));
        for (int step = 0; step < state().attempt().course().steps(); step++) {
            stages.add(stage("step " + (step + 1), ramp(step)));
        }
        boolean install = state().attempt().course().finish() == Finish.INSTALL;
        stages.add(
                stage(
                        install ? "install" : "serve from staging",
                        before(Phase.INSTALLING) ? 1 : before(Phase.PROVING) ? 0 : -1));
        stages.add(stage("proof", before(Phase.PROVING) ? 1 : phase == Phase.PROVING ? 0 : -1));
        return stages;
    }

    private boolean before(Phase phase) {
        return state().phase().compareTo(phase) < 0;
    }

    private int ramp(int step) {
        if (before(Phase.EXPORTING)) {
            return 1;
        }
        return before(Phase.INSTALLING) ? Integer.compare(step, state().position().step()) : -1;
    }

    /**
     * @param place below zero when it is done, zero when it is being done
     */
    private static Map<String, Object> stage(String name, int place) {
        Map<String, Object> stage = new LinkedHashMap<>();
        stage.put("name", name);
        stage.put("place", place < 0 ? "done" : place == 0 ? "here" : "ahead");
        return stage;
    }

    private List<Map<String, Object>> readings() {
        List<Evidence> evidence = record().evidenceOfNewest();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Evidence each :
                evidence.subList(Math.max(0, evidence.size() - LAST), evidence.size())) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("at", time(each.at()));
            row.put("step", each.step());
            row.put("gate", each.gate());
            row.put("verdict", each.verdict().name());
            row.put("reading", each.reading());
            rows.add(row);
        }
        return rows;
    }

    private String next() {
        String back = "`%s` takes it back".formatted(NextCommand.rollBack(record()));
        if (!record().open()) {
            return "nothing: it has ended";
        }
        if (state().phase() == Phase.PLANNED) {
            return "approve it: `%s --expected-plan-digest %s`; %s"
                    .formatted(
                            NextCommand.PROMOTE + NextCommand.FILE,
                            ShellWord.of(state().attempt().plan()),
                            back);
        }
        if (atWork && !state().custody().holder().isEmpty()) {
            return "nothing: a run is at work";
        }
        if (state().phase().back()) {
            return "nobody is at work, and it is half taken back: " + back;
        }
        return "nobody is at work: `%s --resume` goes on; %s"
                .formatted(NextCommand.PROMOTE + NextCommand.FILE, back);
    }
}
