package io.meshfed.cluster;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FieldChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes objects, and only our own: every write is a server-side apply without force, or a delete
 * of the very object that was seen. What is so already is not written again.
 */
final class Writes {

    private static final String APPLY = "application/apply-patch+yaml";

    private final ApiClient client;
    private final Refusals refusals;
    private final OwnershipGuard guard;
    private final String cluster;
    private final TakeBack takeBack;
    private final WritePermit permit;

    Writes(
            ApiClient client,
            OwnershipGuard guard,
            String cluster,
            TakeBack takeBack,
            WritePermit permit) {
        this.client = client;
        this.refusals = new Refusals(client);
        this.guard = guard;
        this.cluster = cluster;
        this.takeBack = takeBack;
        this.permit = permit;
    }

    Change apply(Manifest desired, Observation seen, SessionOptions.Mode mode) {
        guard.requireLabels(desired);
        Optional<ClusterObject> live = seen.of(desired.ref());
        live.ifPresent(guard::requireOurs);
        return apply(desired, live, Ownership.FIELD_MANAGER, mode);
    }

    void requireOurs(ClusterObject seen) {
        guard.requireOurs(seen);
    }

    Change applyPart(Manifest part, String manager, ClusterObject onto, SessionOptions.Mode mode) {
        return apply(part, Optional.of(onto), manager(manager), mode);
    }

    static String manager(String suffix) {
        return Ownership.FIELD_MANAGER + "-" + suffix;
    }

    private Change apply(
            Manifest desired,
            Optional<ClusterObject> live,
            String manager,
            SessionOptions.Mode mode) {
        Map<String, Object> fields = ownable(desired);
        OwnedFields owned = live.map(l -> OwnedFields.of(l, manager)).orElse(OwnedFields.NONE);
        if (live.isPresent() && owned.settled(fields, live.get())) {
            return new Change(Change.Kind.UNCHANGED, cluster, desired.ref(), List.of());
        }
        live.ifPresent(guard::requireLasting);
        ApiAnswer answer = applied(desired, live, manager, mode);
        if (live.isEmpty()) {
            return created(desired, fields, answer, mode);
        }
        requireMet(desired, fields, answer);
        List<FieldChange> changes =
                FieldDiff.between(live.get().tree(), owned.tree(), fields, answer.tree());
        boolean changed = !changes.isEmpty() || !ownsAsMuch(owned, answer, desired, manager);
        return new Change(
                changed ? Change.Kind.UPDATED : Change.Kind.UNCHANGED,
                cluster,
                desired.ref(),
                changes);
    }

    /** The server says 200 and not 201 when there was something to merge our fields into. */
    private Change created(
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
                ? FieldDiff.between(Map.of(), Map.of(), desired.content(), answer.tree())
                : List.of();
    }

    /** A field that already had its value still changes when we become its owner. */
    private static boolean ownsAsMuch(
            OwnedFields before, ApiAnswer answer, Manifest desired, String manager) {
        ClusterObject after = new ClusterObject(desired.ref(), answer.tree());
        return Values.same(before.tree(), OwnedFields.of(after, manager).tree());
    }

    /**
     * Never with force, but for what the user named: edits of our own object by those managers
     * alone.
     */
    private ApiAnswer applied(
            Manifest desired,
            Optional<ClusterObject> live,
            String manager,
            SessionOptions.Mode mode) {
        ApiCall call = patch(desired, live, manager, mode, "");
        ApiAnswer answer = asked(call, mode);
        boolean ours = live.filter(Ownership::isOurs).isPresent();
        return ours && takeBack.covers(answer)
                ? send(patch(desired, live, manager, mode, "&force=true"), mode)
                : taken(call, answer);
    }

    private static ApiCall patch(
            Manifest desired,
            Optional<ClusterObject> live,
            String manager,
            SessionOptions.Mode mode,
            String force) {
        Map<String, Object> tree = desired.toTree();
        // With its UID, an apply cannot meet another object that came into its place.
        live.ifPresent(
                seen -> {
                    Map<String, Object> metadata = new LinkedHashMap<>();
                    metadata.putAll(Trees.object(tree.get("metadata")));
                    metadata.put("uid", seen.uid());
                    tree.put("metadata", metadata);
                });
        String query = "?fieldManager=" + ResourcePath.query(manager) + "&fieldValidation=Strict";
        ObjectRef ref = desired.ref();
        return ApiCall.patch(
                asks("patch", ref),
                ResourcePath.of(ref) + query + dryRun(mode) + force,
                APPLY,
                Json.write(tree));
    }

    static String dryRun(SessionOptions.Mode mode) {
        return mode == SessionOptions.Mode.DRY_RUN ? "&dryRun=All" : "";
    }

    private static AccessRule asks(String verb, ObjectRef ref) {
        ResourceType type = ref.type();
        return new AccessRule(verb, type.group(), type.plural(), ref.namespace(), ref.name());
    }

    /** All but what names the object: nobody owns that. */
    private static Map<String, Object> ownable(Manifest desired) {
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

    private ApiAnswer send(ApiCall call, SessionOptions.Mode mode) {
        return taken(call, asked(call, mode));
    }

    /** What is only rehearsed needs no permit. */
    private ApiAnswer asked(ApiCall call, SessionOptions.Mode mode) {
        return client.call(call, mode == SessionOptions.Mode.DRY_RUN ? WritePermit.ALWAYS : permit);
    }

    private ApiAnswer taken(ApiCall call, ApiAnswer answer) {
        if (answer.ok()) {
            return answer;
        }
        boolean otherUid =
                answer.status() == 422 && answer.message().contains("metadata.uid: Invalid value");
        if (otherUid) {
            throw client.errors()
                    .failure(
                            ErrorClass.CONFLICT,
                            "'%s' met another object of that name: it was deleted and created again"
                                    .formatted(call.asks()),
                            "Start again: it looks at the cluster afresh.");
        }
        throw refusals.of(call, answer);
    }

    /** A mutating webhook has the last word; better to say so than to write in turns for ever. */
    private void requireMet(Manifest desired, Map<String, Object> fields, ApiAnswer answer) {
        List<FieldChange> unmet = FieldDiff.unmet(fields, answer.tree());
        if (!unmet.isEmpty()) {
            FieldChange first = unmet.get(0);
            throw client.errors()
                    .failure(
                            ErrorClass.CONFLICT,
                            "%s: the value of %s differs after the apply: '%s' became '%s'"
                                    .formatted(
                                            desired.ref(),
                                            first.path(),
                                            first.before(),
                                            first.after()),
                            "A webhook changes it on the way in, or its CRD does not know the"
                                    + " field.");
        }
    }

    Change delete(ObjectRef ref, Observation seen, SessionOptions.Mode mode) {
        Optional<ClusterObject> live = seen.of(ref);
        if (live.isEmpty()) {
            return new Change(Change.Kind.NOT_FOUND, cluster, ref, List.of());
        }
        guard.requireOurs(live.get());
        if (live.get().terminating()) {
            return new Change(Change.Kind.UNCHANGED, cluster, ref, List.of());
        }
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("apiVersion", "v1");
        options.put("kind", "DeleteOptions");
        options.put("preconditions", Map.of("uid", live.get().uid()));
        if (mode == SessionOptions.Mode.DRY_RUN) {
            options.put("dryRun", List.of("All"));
        }
        ApiCall call =
                ApiCall.delete(asks("delete", ref), ResourcePath.of(ref), Json.write(options));
        ApiAnswer answer = asked(call, mode);
        boolean gone = answer.objectMissing();
        if (!answer.ok() && !gone) {
            throw refusals.of(call, answer);
        }
        boolean byUs = !gone || answer.afterLostReply();
        return new Change(
                byUs ? Change.Kind.DELETED : Change.Kind.NOT_FOUND, cluster, ref, List.of());
    }
}
