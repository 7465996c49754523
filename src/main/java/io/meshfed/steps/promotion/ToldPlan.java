package io.meshfed.steps.promotion;

import io.meshfed.promotion.PlannedChange;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.Change;
import io.meshfed.report.FieldChange;
import io.meshfed.report.StepReport;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan for people and programs. */
record ToldPlan(Promotion promotion, Planned planned) {

    /** Of a promotion that has something to do. */
    static final String PLANNED = "planned";

    StepReport report(String step) {
        List<Change> changes = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        planned.plan()
                .changes()
                .forEach(
                        (cluster, list) ->
                                list.forEach(
                                        each -> {
                                            changes.add(change(cluster, each));
                                            rows.add(row(cluster, each));
                                        }));
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("promotion", promotion.name());
        plan.put("digest", planned.digest());
        plan.put("release", planned.release());
        plan.put("facts", planned.plan().facts());
        plan.put("changes", rows);
        return StepReport.of(step)
                .withChanges(changes)
                .withResult("plan-digest", planned.digest())
                .withResult("outcome", changes.isEmpty() ? "unchanged" : PLANNED)
                .withResult("summary", summary(changes.size()))
                .withData("plan", plan);
    }

    private String summary(int changes) {
        return "%s %s from %s to %s: %s"
                .formatted(
                        promotion.service().name(),
                        promotion.release().version(),
                        promotion.from(),
                        promotion.to(),
                        Words.count(changes, "change"));
    }

    private static Change change(String cluster, PlannedChange planned) {
        Change.Kind kind =
                switch (planned.verb()) {
                    case CREATE -> Change.Kind.CREATED;
                    case UPDATE -> Change.Kind.UPDATED;
                    case DELETE -> Change.Kind.DELETED;
                };
        List<FieldChange> fields = new ArrayList<>();
        planned.fields()
                .forEach(
                        (path, field) ->
                                fields.add(
                                        new FieldChange(
                                                path,
                                                PlannedFields.cut(field.before()),
                                                PlannedFields.cut(field.after()))));
        return new Change(kind, cluster, planned.object(), fields);
    }

    /** Whole values: what is cut for display hides what is approved. */
    private Map<String, Object> row(String cluster, PlannedChange planned) {
        List<Map<String, Object>> fields = new ArrayList<>();
        planned.fields()
                .forEach(
                        (path, field) -> {
                            Map<String, Object> told = new LinkedHashMap<>();
                            told.put("path", path);
                            told.put("before", field.before());
                            told.put("after", field.after());
                            fields.add(told);
                        });
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("cluster", cluster);
        row.put("phase", planned.phase().name());
        row.put("when", when(planned));
        row.put("change", planned.verb().name().toLowerCase(Locale.ROOT));
        row.put("object", planned.object().toString());
        row.put("fields", fields);
        return row;
    }

    private String when(PlannedChange planned) {
        return switch (planned.phase()) {
            case EXPORTING -> "before the ramp, when the gates passed";
            case ROUTING ->
                    "ramp step %d of %d: %s"
                            .formatted(
                                    planned.step() + 1,
                                    promotion.ramp().size(),
                                    Patterns.ofStep(promotion, planned.step()));
            case INSTALLING -> "after the ramp: the release is installed";
            case HOMING -> "then: production answers its users again";
            case SERVING -> "after the ramp: staging answers all";
            default -> planned.phase().name();
        };
    }
}
