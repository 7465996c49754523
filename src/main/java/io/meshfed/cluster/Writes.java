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
    private final AppliedChange applied;
    private final String cluster;
    private final TakeBack takeBack;
    private final WritePermit permit;
    private final VersionedWrites versions;

    Writes(
            ApiClient client,
            OwnershipGuard guard,
            String cluster,
            TakeBack takeBack,
            WritePermit permit) {
        this.client = client;
        this.refusals = new Refusals(client);
        this.guard = guard;
        this.applied = new AppliedChange(client.errors(), guard, cluster);
        this.cluster = cluster;
        this.takeBack = takeBack;
        this.permit = permit;
        this.versions = new VersionedWrites(client);
    }

    Change apply(Manifest desired, Observation seen, SessionOptions.Mode mode) {
        guard.requireLabels(desired);
        Optional<ClusterObject> live = seen.of(desired.ref());
        live.ifPresent(found -> guard.requireOurs(found, desired));
        return apply(desired, live, Ownership.FIELD_MANAGER, mode);
    }

    void requireOurs(ClusterObject seen) {
        guard.requireOurs(seen);
    }

    /** Needs no permit: it is guarded by the version that was seen. */
    Optional<ClusterObject> store(
            Manifest desired, Optional<ClusterObject> seen, SessionOptions.Mode mode) {
        guard.requireLabels(desired);
        seen.ifPresent(guard::requireOurs);
        seen.ifPresent(guard::requireLasting);
        return seen.isEmpty()
                ? versions.create(desired, mode)
                : versions.replace(desired, seen.get().uid(), seen.get().resourceVersion(), mode);
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
        Map<String, Object> fields = AppliedChange.ownable(desired);
        OwnedFields owned = live.map(l -> OwnedFields.of(l, manager)).orElse(OwnedFields.NONE);
        if (live.isPresent() && Applied.settled(desired, live.get(), manager)) {
            return new Change(Change.Kind.UNCHANGED, cluster, desired.ref(), List.of());
        }
        live.ifPresent(guard::requireLasting);
        ApiAnswer answer = answered(desired, live, manager, mode);
        if (live.isEmpty()) {
            return applied.created(desired, fields, answer, mode);
        }
        return applied.updated(desired, live.get(), owned, manager, answer);
    }

    /**
     * Never with force, but for what the user named: edits of our own object by those managers
     * alone.
     */
    private ApiAnswer answered(
            Manifest desired,
            Optional<ClusterObject> live,
            String manager,
            SessionOptions.Mode mode) {
        ApiCall call = patch(desired, live, manager, mode, "");
        ApiAnswer answer = asked(call, mode);
        if (live.isEmpty() && SetClaim.on(desired) && mode == SessionOptions.Mode.DRY_RUN) {
            requireUnclaimed(desired, answer);
        }
        boolean ours = live.filter(found -> guard.isOurs(found, desired)).isPresent();
        return ours && SetClaim.takeBack(desired, takeBack).covers(answer)
                ? send(patch(desired, live, manager, mode, "&force=true"), mode)
                : taken(call, answer);
    }

    /**
     * Members are looked for by their label: who rehearses one that was not found learns from the
     * answer whether there is an object of somebody else.
     */
    private void requireUnclaimed(Manifest desired, ApiAnswer answer) {
        if (answer.status() == 409 || (answer.status() == 200 && !answer.afterLostReply())) {
            ObjectRef ref = desired.ref();
            ApiAnswer found = client.call(ApiCall.read(asks("get", ref), ResourcePath.of(ref)));
            if (found.ok()) {
                guard.requireOurs(new ClusterObject(ref, found.tree()), desired);
            }
        }
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

    Change delete(ObjectRef ref, Observation seen, SessionOptions.Mode mode) {
        Optional<ClusterObject> live = seen.of(ref);
        if (live.isEmpty()) {
            return new Change(Change.Kind.NOT_FOUND, cluster, ref, List.of());
        }
        guard.requireOurs(live.get());
        return delete(live.get(), Map.of(), mode);
    }

    /** As kubectl does: what belongs to the object goes after it, whatever its kind is used to. */
    Change deleteMember(ObjectRef ref, Observation seen, String set, SessionOptions.Mode mode) {
        Optional<ClusterObject> live = seen.of(ref);
        if (live.isEmpty()) {
            return new Change(Change.Kind.NOT_FOUND, cluster, ref, List.of());
        }
        guard.requireMember(live.get(), set);
        return delete(live.get(), Map.of("propagationPolicy", "Background"), mode);
    }

    private Change delete(ClusterObject live, Map<String, Object> more, SessionOptions.Mode mode) {
        ObjectRef ref = live.ref();
        if (live.terminating()) {
            return new Change(Change.Kind.UNCHANGED, cluster, ref, List.of());
        }
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("apiVersion", "v1");
        options.put("kind", "DeleteOptions");
        options.putAll(more);
        options.put("preconditions", Map.of("uid", live.uid()));
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
