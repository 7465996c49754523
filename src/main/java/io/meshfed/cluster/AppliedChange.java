package io.meshfed.cluster;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Ownership;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FieldChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an apply has changed, judged by the answer to it. */
final class AppliedChange {

    private final ApiErrors errors;
    private final OwnershipGuard guard;
    private final String cluster;

    AppliedChange(ApiErrors errors, OwnershipGuard guard, String cluster) {
        this.errors = errors;
        this.guard = guard;
        this.cluster = cluster;
    }

    /** The server says 200 and not 201 when there was something to merge our fields into. */
    Change created(
            Manifest desired,
            Map<String, Object> fields,
            ApiAnswer answer,
            SessionOptions.Mode mode) {
        ClusterObject after = new ClusterObject(desired.ref(), answer.tree());
        boolean merged = answer.status() == 200 && !answer.afterLostReply();
        if (merged) {
            guard.requireCreatedByUs(after, mode);
        }
        requireMet(desired, fields, answer);
        Change.Kind kind =
                !merged
                        ? Change.Kind.CREATED
                        : untouched(after) ? Change.Kind.UNCHANGED : Change.Kind.UPDATED;
        return new Change(kind, cluster, desired.ref(), rehearsed(desired, answer, mode));
    }

    /**
     * Whether another run of ours had applied just this. An apply that changes nothing leaves its
     * time, which has whole seconds, and the generation, which not all kinds count.
     */
    private static boolean untouched(ClusterObject after) {
        String created = after.text("metadata", "creationTimestamp").orElse("");
        return after.generation() <= 1
                && after.objects("metadata", "managedFields").stream()
                        .filter(entry -> Ownership.FIELD_MANAGER.equals(entry.get("manager")))
                        .allMatch(entry -> created.equals(entry.get("time")));
    }

    /** Who rehearses wants to see what would come; who writes can read it in the cluster. */
    private static List<FieldChange> rehearsed(
            Manifest desired, ApiAnswer answer, SessionOptions.Mode mode) {
        return mode == SessionOptions.Mode.DRY_RUN
                ? HiddenValues.in(
                        desired.ref(),
                        FieldDiff.between(Map.of(), Map.of(), desired.content(), answer.tree()))
                : List.of();
    }

    /** A field that already had its value still changes when we become its owner. */
    private static boolean ownsAsMuch(
            OwnedFields before, ApiAnswer answer, Manifest desired, String manager) {
        ClusterObject after = new ClusterObject(desired.ref(), answer.tree());
        return Values.same(before.tree(), OwnedFields.of(after, manager).tree());
    }

    /**
     * @param owned what the manager owned before
     */
    Change updated(
            Manifest desired,
            ClusterObject live,
            OwnedFields owned,
            String manager,
            ApiAnswer answer) {
        Map<String, Object> fields = ownable(desired);
        requireMet(desired, fields, answer);
        List<FieldChange> changes =
                FieldDiff.between(live.tree(), owned.tree(), fields, answer.tree());
        boolean changed = !changes.isEmpty() || !ownsAsMuch(owned, answer, desired, manager);
        return new Change(
                changed ? Change.Kind.UPDATED : Change.Kind.UNCHANGED,
                cluster,
                desired.ref(),
                HiddenValues.in(desired.ref(), changes));
    }

    /** All but what names the object: nobody owns that. */
    static Map<String, Object> ownable(Manifest desired) {
        Map<String, Object> fields = new LinkedHashMap<>(desired.content());
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (!desired.labels().isEmpty()) {
            metadata.put("labels", desired.labels());
        }
        if (!desired.annotations().isEmpty()) {
            metadata.put("annotations", desired.annotations());
        }
        if (!metadata.isEmpty()) {
            fields.put("metadata", metadata);
        }
        return fields;
    }

    /** A mutating webhook has the last word; better to say so than to write in turns for ever. */
    private void requireMet(Manifest desired, Map<String, Object> fields, ApiAnswer answer) {
        // Members of a set are of any kind, and servers write many a value in a form of their own.
        if (SetClaim.on(desired)) {
            return;
        }
        List<FieldChange> unmet = FieldDiff.unmet(fields, answer.tree());
        if (!unmet.isEmpty()) {
            FieldChange first = unmet.get(0);
            throw errors.failure(
                    ErrorClass.CONFLICT,
                    "%s: the value of %s differs after the apply: '%s' became '%s'"
                            .formatted(desired.ref(), first.path(), first.before(), first.after()),
                    "A webhook changes it on the way in, or its CRD does not know the" + " field.");
        }
    }
}
